package io.mullama.server;

import io.mullama.api.ApiError;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatResponse;
import io.mullama.api.GenerateResponse;
import io.mullama.api.IgnoredFields;
import io.mullama.api.JsonBody;
import io.mullama.api.JsonTemplate;
import io.mullama.api.Statistics;
import io.mullama.engine.GenerationEvent;
import io.mullama.model.MullamaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words an answer as the contract has it: lines, of which the last has the statistics; one choice and no more. For one
 * request's thread.
 */
final class ContractFormat implements AnswerFormat {
    /** How a route words it: a piece without statistics, the last line of a stream or the whole with them. */
    @FunctionalInterface
    interface Wording {
        Wording GENERATE = GenerateResponse::new;
        Wording CHAT = (model, text, statistics) -> new ChatResponse(model, ChatMessage.assistant(text), statistics);

        JsonBody body(String model, String text, @Nullable Statistics statistics);
    }

    private final Wording wording;
    private final RunningAnswer answer;
    private final List<String> ignoredFields;
    private final JsonTemplate piece;

    /** An answer to a request of which those fields were not understood. */
    ContractFormat(Wording wording, RunningAnswer answer, List<String> ignoredFields) {
        this.wording = wording;
        this.answer = answer;
        this.ignoredFields = ignoredFields;
        this.piece = JsonTemplate.of(text -> wording.body(answer.model(), text, null));
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.NDJSON;
    }

    @Override
    public void piece(int choice, GenerationEvent.Piece next, Frames frames) {
        if (next.tokens().isEmpty()) {
            frames.add(piece.with(next.text()));
        } else {
            frames.add(Scoring.beside(wording.body(answer.model(), next.text(), null), next.tokens()));
        }
    }

    @Override
    public void end(int choice, GenerationEvent.Finished end, Frames frames) {
        frames.add(IgnoredFields.beside(body("", end), ignoredFields));
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        frames.add(ApiError.of(error));
    }

    @Override
    public JsonBody whole(List<Whole> choices) {
        Whole only = choices.get(0);
        JsonBody whole = body(AnswerFormat.text(only.pieces()), only.end());
        return IgnoredFields.beside(Scoring.beside(whole, AnswerFormat.tokens(only.pieces())), ignoredFields);
    }

    private JsonBody body(String text, GenerationEvent.Finished end) {
        return wording.body(answer.model(), text, answer.statistics(end));
    }
}
