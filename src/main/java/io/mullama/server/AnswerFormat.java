package io.mullama.server;

import io.mullama.api.JsonBody;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.model.MullamaException;
import java.util.List;

/** How a dialect words the answer to one request, which may have several choices. For one request's thread. */
interface AnswerFormat {
    /** A choice as a whole. */
    record Whole(List<GenerationEvent.Piece> pieces, GenerationEvent.Finished end) {}

    StreamFraming framing();

    /** Words one piece of a choice in a stream; called for every token, so it must be cheap. */
    void piece(int choice, GenerationEvent.Piece piece, Frames frames);

    /** Words the end of a choice in a stream, and with the last one the stream's. */
    void end(int choice, GenerationEvent.Finished end, Frames frames);

    /** Words an error in the middle of a stream, which it ends. */
    void failure(MullamaException error, Frames frames);

    /** The answer as a whole, with every choice in its place. */
    JsonBody whole(List<Whole> choices);

    /** The text of all pieces together. */
    static String text(List<GenerationEvent.Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** What is told of the tokens of all pieces. */
    static List<TokenProbability> tokens(List<GenerationEvent.Piece> pieces) {
        return pieces.stream().flatMap(piece -> piece.tokens().stream()).toList();
    }
}
