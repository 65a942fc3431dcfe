package io.mullama.server;

import io.mullama.api.JsonBody;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.model.MullamaException;
import java.util.List;

/** How a dialect words one answer. For one request's thread. */
interface AnswerFormat {
    StreamFraming framing();

    /** Words one piece of a stream; called for every token, so it must be cheap. */
    void piece(GenerationEvent.Piece piece, Frames frames);

    /** Words the end of a stream. */
    void end(GenerationEvent.Finished end, Frames frames);

    /** Words an error in the middle of a stream, which it ends. */
    void failure(MullamaException error, Frames frames);

    /** The answer as a whole. */
    JsonBody whole(List<GenerationEvent.Piece> pieces, GenerationEvent.Finished end);

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
