package io.mullama.server.answer;

import io.mullama.engine.GenerationEvent;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what generations tell to their client, as a stream or as a whole, and gives the work up when the client is
 * gone or its time is over. For one request's thread.
 */
public final class AnswerWriter {
    /** Events that are there at once leave together, up to about so many bytes. */
    private static final int MOST_AT_ONCE = 16 * 1024;

    private final HttpExchange exchange;
    private final RequestWatch watch;
    private final RunningAnswer answer;
    private final Generations generations;
    private final AnswerFormat format;
    private final Activity activity;

    /** Choices that have not ended. */
    private int running;

    /** When a stream told something last. */
    private long lastSentNanos = System.nanoTime();

    public AnswerWriter(
            HttpExchange exchange, RequestWatch watch, RunningAnswer answer, AnswerFormat format, Activity activity) {
        this.exchange = exchange;
        this.watch = watch;
        this.answer = answer;
        this.generations = answer.generations();
        this.format = format;
        this.activity = activity;
        this.running = generations.size();
    }

    public void write(boolean stream) throws IOException, InterruptedException {
        if (stream) {
            stream();
        } else {
            whole();
        }
    }

    /** What there is in one write, and that in one system call where the client keeps up. */
    private void stream() throws IOException, InterruptedException {
        ResponseStream stream = format.framing().begin(exchange);
        Frames frames = new Frames(format.framing());
        List<Reply> replies = answer.replies(false);
        while (running > 0) {
            try {
                Generations.@Nullable Told told = next(silenceLeft());
                while (told != null) {
                    word(told, replies.get(told.index()), frames);
                    told = running > 0 && frames.size() < MOST_AT_ONCE ? generations.poll(Duration.ZERO) : null;
                }
                if (running > 0 && frames.size() == 0 && silenceLeft().isNegative()) {
                    format.waiting(frames);
                }
            } catch (MullamaException e) {
                // Before the first byte an error has a status of its own.
                if (!exchange.isCommitted() && frames.size() == 0) {
                    throw e;
                }
                format.failure(e, frames);
                running = 0;
            }
            lastSentNanos = frames.size() > 0 ? System.nanoTime() : lastSentNanos;
            stream.write(frames.take());
        }
    }

    private Duration silenceLeft() {
        return format.longestSilence().minusNanos(System.nanoTime() - lastSentNanos);
    }

    private void word(Generations.Told told, Reply reply, Frames frames) {
        int choice = told.index();
        Reply.Teller teller = (event, tokens) -> format.part(new AnswerFormat.Part(choice, event, tokens), frames);
        if (told.event() instanceof GenerationEvent.Piece piece) {
            reply.read(piece, teller);
        } else {
            format.end(choice, reply.read(ended(told.event()), teller), frames);
        }
    }

    /** One answer when all of it is there. */
    private void whole() throws IOException, InterruptedException {
        List<Reply> replies = answer.replies(true);
        while (running > 0) {
            Generations.@Nullable Told told = next(AnswerFormat.FOR_EVER);
            if (told == null) {
                continue;
            }
            Reply reply = replies.get(told.index());
            if (told.event() instanceof GenerationEvent.Piece piece) {
                reply.read(piece, (event, tokens) -> true);
            } else {
                reply.read(ended(told.event()), (event, tokens) -> true);
            }
        }
        answer.requireSound(replies);
        JsonReply.send(exchange, 200, format.whole(replies));
    }

    /** Counts the end of a choice; an error ends them all. */
    private GenerationEvent.Finished ended(GenerationEvent event) {
        if (event instanceof GenerationEvent.Failed failed) {
            throw failed.error();
        }
        GenerationEvent.Finished end = (GenerationEvent.Finished) event;
        running--;
        return end;
    }

    /**
     * The next event, with a look at the connection from time to time, however fast the events come; null if none comes
     * in that time.
     */
    private Generations.@Nullable Told next(Duration silence) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Generations.Told told = generations.poll(watch.patience(activity.active()));
            if (told == null || watch.isLookDue()) {
                watch.look();
            }
            if (told != null || System.nanoTime() - begin >= silence.toNanos()) {
                return told;
            }
        }
    }
}
