package io.mullama.server.answer;

import io.mullama.api.JsonBody;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.List;

/** How a dialect words the answer to one request, which may have several choices. For one request's thread. */
public interface AnswerFormat {
    /**
     * What happens next in a choice.
     *
     * @param tokens how likely those were that came meanwhile; empty where nobody asked
     */
    record Part(int choice, AnswerEvent event, List<TokenProbability> tokens) {}

    StreamFraming framing();

    /** Words a part of a choice in a stream, if there is a word for it; called for every token, so it must be cheap. */
    boolean part(Part part, Frames frames);

    /** Words the end of a choice in a stream, and with the last one the stream's. */
    void end(int choice, Reply.End end, Frames frames);

    /** A silence that no stream keeps. */
    Duration FOR_EVER = Duration.ofDays(365);

    /** HTTP libraries give up an answer of which nothing came for some minutes, as with a long prompt. */
    Duration EVENT_SILENCE = Duration.ofSeconds(30);

    /** How long nothing may be told in a stream before {@link #waiting} is asked for a word. */
    default Duration longestSilence() {
        return framing() == StreamFraming.SSE ? EVENT_SILENCE : FOR_EVER;
    }

    /** Words, in a stream in which nothing was told for so long, that the answer is worked on. */
    default void waiting(Frames frames) {
        frames.addComment();
    }

    /** Words an error in the middle of a stream, which it ends. */
    void failure(MullamaException error, Frames frames);

    /** The answer as a whole, with every choice in its place. */
    JsonBody whole(List<Reply> choices);
}
