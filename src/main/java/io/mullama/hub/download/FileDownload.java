package io.mullama.hub.download;

import io.mullama.hub.http.HubHttp;
import io.mullama.model.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings one file here: several workers fetch its chunks, and behind them one reads and hashes what is there. Whatever
 * ends it, what came is kept, and the next one goes on from there. For one thread, and once.
 */
public final class FileDownload {
    private final HubHttp hub;
    private final URI address;
    private final Path target;
    private final FileIdentity identity;
    private final DownloadLimits limits;
    private final DownloadProgress progress;

    /**
     * A download that does not begin yet.
     *
     * @param address at the hub
     * @param target where the file lies in the end; its folder exists
     */
    public FileDownload(
            HubHttp hub,
            URI address,
            Path target,
            FileIdentity identity,
            DownloadLimits limits,
            DownloadProgress progress) {
        this.hub = hub;
        this.address = address;
        this.target = target;
        this.identity = identity;
        this.limits = limits;
        this.progress = progress;
    }

    /** The bytes that an earlier download has left. */
    public static long kept(Path target, FileIdentity identity, DownloadLimits limits) throws IOException {
        Path part = PartFile.of(target);
        Path journal = PartFile.journalOf(target);
        if (!Files.exists(part) || !Files.exists(journal)) {
            return 0;
        }
        return Journal.completeBytes(journal, identity, limits.chunkSize());
    }

    /**
     * Brings the file here.
     *
     * @return its digest
     * @throws DamagedFileException if what came is not what the hub promised; nothing is kept of it
     * @throws ChangedFileException if the hub has another file there now
     * @throws IOException if it was given up, or the disk failed
     * @throws InterruptedException if the thread is interrupted
     */
    public Digest run() throws IOException, InterruptedException, ChangedFileException {
        try (PartFile part = PartFile.open(target, identity, limits.chunkSize())) {
            progress.resume(part.journal().completeBytes());
            Digest digest = fetch(part);
            if (!identity.digest().orElse(digest).equals(digest)) {
                part.discard();
                throw new DamagedFileException(digest);
            }
            part.publish();
            progress.finish();
            return digest;
        }
    }

    private Digest fetch(PartFile part) throws IOException, InterruptedException, ChangedFileException {
        try {
            return fetch(part, limits.connections(), Worker.Way.RANGES);
        } catch (RangesIgnoredException e) {
            return fetchWhole(part);
        }
    }

    private Digest fetchWhole(PartFile part) throws IOException, InterruptedException, ChangedFileException {
        try {
            return fetch(part, 1, Worker.Way.WHOLE);
        } catch (RangesIgnoredException e) {
            throw new IllegalStateException("no range was asked for", e);
        }
    }

    private Digest fetch(PartFile part, int connections, Worker.Way way)
            throws IOException, InterruptedException, ChangedFileException, RangesIgnoredException {
        Journal journal = part.journal();
        ChunkQueue queue = new ChunkQueue(journal.count(), connections, journal.chunks());
        ContentSource source = new ContentSource(hub, address, identity.size(), InstantSource.system());
        ExecutorService threads = Executors.newCachedThreadPool(FileDownload::thread);
        List<Future<?>> workers = new ArrayList<>();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(FileDownload::thread);
        try {
            long stall = limits.stall().toNanos();
            ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(
                    () -> source.stopSilent(stall), stall / 4, stall / 4, TimeUnit.NANOSECONDS);
            CompletionService<Optional<Digest>> work = new ExecutorCompletionService<>(threads);
            work.submit(() -> Optional.of(new Hasher(part, queue, progress).hash()));
            for (int i = 0; i < connections; i++) {
                workers.add(work.submit(new Worker(source, way, part, queue, progress, limits.retries())));
            }
            return await(work);
        } finally {
            queue.close();
            watch.shutdownNow();
            // The hasher ends by itself: an interrupt while it reads would close the file for those who come next.
            workers.forEach(worker -> worker.cancel(true));
            end(threads);
        }
    }

    /** Waits for the hasher, which is done last, or for the first failure. */
    private static Digest await(CompletionService<Optional<Digest>> work)
            throws IOException, InterruptedException, ChangedFileException, RangesIgnoredException {
        while (true) {
            try {
                Optional<Digest> digest = work.take().get();
                if (digest.isPresent()) {
                    return digest.get();
                }
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        }
    }

    private static IOException thrown(@Nullable Throwable cause)
            throws IOException, InterruptedException, ChangedFileException, RangesIgnoredException {
        if (cause instanceof IOException failed) {
            return failed;
        } else if (cause instanceof ChangedFileException changed) {
            throw changed;
        } else if (cause instanceof RangesIgnoredException ignored) {
            throw ignored;
        } else if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        throw new IllegalStateException(cause);
    }

    /** Waits until nobody is at the file, before it is closed under them. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "download");
        thread.setDaemon(true);
        return thread;
    }
}
