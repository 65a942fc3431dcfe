package io.mullama.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes that one worker fetches, over as many requests as that takes: writes them to the part file, and tells the
 * journal of each chunk that is complete. For one thread at a time.
 */
final class Span {
    private final PartFile part;
    private final Journal journal;
    private final ChunkQueue queue;
    private final DownloadProgress progress;
    private final long end;
    private final CRC32C checksum = new CRC32C();
    private long position;

    Span(PartFile part, ChunkQueue queue, DownloadProgress progress, ChunkQueue.Run run) {
        this.part = part;
        this.journal = part.journal();
        this.queue = queue;
        this.progress = progress;
        this.position = journal.start(run.from());
        this.end = journal.start(run.to() - 1) + journal.length(run.to() - 1);
    }

    /** Where the next byte belongs. */
    long position() {
        return position;
    }

    /** The byte behind the last one. */
    long end() {
        return end;
    }

    boolean isDone() {
        return position == end;
    }

    /** Takes what came next; what is more than the span wants is left. */
    void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !isDone()) {
            int chunk = journal.chunkAt(position);
            long chunkEnd = journal.start(chunk) + journal.length(chunk);
            int count = (int) Math.min(bytes.remaining(), chunkEnd - position);
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            if (journal.isComplete(chunk)) {
                position += count;
                continue;
            }
            checksum.update(piece.duplicate());
            part.write(piece, position);
            position += count;
            if (position == chunkEnd) {
                journal.complete(chunk, (int) checksum.getValue());
                checksum.reset();
                queue.complete(chunk);
            }
            progress.add(count);
        }
    }

    /** Goes back to its begin, because the next answer begins there; complete chunks are skipped. */
    void rewind() {
        progress.add(-lost());
        checksum.reset();
        position = 0;
    }

    /** Bytes of a chunk that is not complete, which are lost when the worker stops. */
    long lost() {
        if (isDone() || journal.isComplete(journal.chunkAt(position))) {
            return 0;
        }
        return position - journal.start(journal.chunkAt(position));
    }
}
