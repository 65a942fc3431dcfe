package io.mullama.hub;

import io.mullama.hub.PullStatus.FileStatus;
import io.mullama.hub.download.DownloadProgress;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pull under way, which any number of watchers look at; it is cancelled when the last one turns away. Thread-safe. */
final class Pull {
    /** A file, and how far it is. */
    record Item(RepositoryFile file, DownloadProgress progress) {}

    private final PullTarget target;
    /** What it did, and at the end what it is at; of a download that is over how it ended. */
    private final List<PullStatus> steps = new ArrayList<>(List.of(new PullStatus.Resolving()));

    private List<Item> items = List.of();
    private int watchers;
    private boolean cancelled;
    private @Nullable Thread worker;

    Pull(PullTarget target) {
        this.target = target;
    }

    PullTarget target() {
        return target;
    }

    /** One watcher more; false if it is too late for that. */
    synchronized boolean join() {
        if (cancelled || last().isEnd()) {
            return false;
        }
        watchers++;
        return true;
    }

    /** One watcher less. */
    synchronized void leave() {
        watchers--;
        if (watchers == 0 && !last().isEnd()) {
            cancel();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Does the work on this thread. */
    void run(PullWork work) {
        synchronized (this) {
            worker = Thread.currentThread();
            if (cancelled) {
                worker.interrupt();
            }
        }
        PullStatus end;
        try {
            end = work.run(this);
        } catch (InterruptedException e) {
            end = new PullStatus.Failed(new MullamaException(
                    // Somebody is left to read this where the daemon stops.
                    ErrorCode.SHUTTING_DOWN,
                    "the daemon stops, and breaks off the pull of "
                            + target.name().text(),
                    "pull it again: what came is kept"));
        } catch (MullamaException e) {
            end = new PullStatus.Failed(e);
        } catch (RuntimeException | Error e) {
            end = new PullStatus.Failed(new MullamaException(
                            ErrorCode.INTERNAL, "the pull of " + target.name().text() + " failed: " + e)
                    .causedBy(e));
        }
        synchronized (this) {
            worker = null;
            // Nobody else is to meet what was meant for this pull.
            boolean unused = Thread.interrupted();
            set(end);
        }
    }

    synchronized void set(PullStatus now) {
        steps.set(steps.size() - 1, status());
        steps.add(now);
        notifyAll();
    }

    synchronized void downloading(List<Item> files) {
        set(new PullStatus.Downloading(List.of()));
        items = List.copyOf(files);
    }

    /** How far it is. */
    synchronized PullStatus status() {
        return last() instanceof PullStatus.Downloading ? new PullStatus.Downloading(files()) : last();
    }

    /** A step, counted from 0; the last one as it is now. */
    synchronized PullStatus step(int number) {
        return number == steps.size() - 1 ? status() : steps.get(number);
    }

    /** The number of the last step, as soon as it is another one than this, at most after so long. */
    synchronized int awaitStepAfter(int number, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (number == steps.size() - 1 && !last().isEnd() && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        return steps.size() - 1;
    }

    private PullStatus last() {
        return steps.get(steps.size() - 1);
    }

    private List<FileStatus> files() {
        List<FileStatus> files = new ArrayList<>();
        for (Item item : items) {
            files.add(new FileStatus(
                    item.file().path(),
                    item.file().size(),
                    item.progress().received(),
                    item.file().digest(),
                    Optional.of(item.progress().note()).filter(note -> !note.isEmpty())));
        }
        return files;
    }
}
