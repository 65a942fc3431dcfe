package io.mullama.hub.download;

import io.mullama.hub.http.HubRefusal;
import io.mullama.model.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Fetches runs of chunks until none is left, each again after a failure. For one thread. */
final class Worker implements Callable<Optional<Digest>> {
    /** What is asked for. */
    enum Way {
        /** The run that is wanted. */
        RANGES,
        /** The whole file again and again, of a host that knows no ranges; what is here already is passed over. */
        WHOLE
    }

    private final ContentSource source;
    private final Way way;
    private final PartFile part;
    private final ChunkQueue queue;
    private final DownloadProgress progress;
    private final RetryPolicy retries;

    Worker(
            ContentSource source,
            Way way,
            PartFile part,
            ChunkQueue queue,
            DownloadProgress progress,
            RetryPolicy retries) {
        this.source = source;
        this.way = way;
        this.part = part;
        this.queue = queue;
        this.retries = retries;
        this.progress = progress;
    }

    @Override
    public Optional<Digest> call() throws Exception {
        Optional<ChunkQueue.Run> run = queue.take();
        while (run.isPresent()) {
            Span span = new Span(part, queue, progress, wanted(run.get()));
            try {
                bring(span);
            } finally {
                progress.add(-span.lost());
                queue.giveBack(run.get());
            }
            run = queue.take();
        }
        return Optional.empty();
    }

    private ChunkQueue.Run wanted(ChunkQueue.Run run) {
        return way == Way.RANGES ? run : new ChunkQueue.Run(0, part.journal().count());
    }

    private void fetch(Span span) throws Exception {
        if (way == Way.RANGES) {
            source.fetch(span);
        } else {
            span.rewind();
            source.fetchWhole(span);
        }
    }

    private void bring(Span span) throws Exception {
        long activity = progress.activity();
        int failures = 0;
        while (!span.isDone()) {
            try {
                fetch(span);
            } catch (IOException e) {
                // Bytes that another worker brings show that the line works.
                failures = progress.activity() == activity ? failures + 1 : 1;
                activity = progress.activity();
                if (failures >= retries.attempts() || !isPassing(e)) {
                    throw e;
                }
                progress.note(e.getMessage() + "; trying again");
                Thread.sleep(retries.pause(failures, asked(e)).toMillis());
            }
        }
    }

    private static boolean isPassing(IOException e) {
        return e instanceof HubRefusal refusal ? refusal.isPassing() : !(e instanceof DiskException);
    }

    private static Optional<Duration> asked(IOException e) {
        return e instanceof HubRefusal refusal ? refusal.retryAfter() : Optional.empty();
    }
}
