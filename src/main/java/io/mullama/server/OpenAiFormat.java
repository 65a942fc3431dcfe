package io.mullama.server;

import io.mullama.api.IgnoredFields;
import io.mullama.api.JsonBody;
import io.mullama.api.JsonTemplate;
import io.mullama.api.openai.AnswerIdentity;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.api.openai.OpenAiError;
import io.mullama.api.openai.ScoredChoice;
import io.mullama.api.openai.TokenUsage;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Words an answer as OpenAI does, as a whole or in server-sent events. For one request's thread. */
final class OpenAiFormat implements AnswerFormat {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    /** The only one of a request's answers. */
    private static final int INDEX = 0;

    private final OpenAiWording wording;
    private final AnswerIdentity identity;
    private final boolean includeUsage;
    private final List<String> ignoredFields;
    private final JsonTemplate piece;
    private boolean opened;

    /**
     * An answer's format.
     *
     * @param includeUsage whether an event of its own tells the usage at a stream's end
     * @param ignoredFields what of the request was not understood
     */
    OpenAiFormat(OpenAiWording wording, AnswerIdentity identity, boolean includeUsage, List<String> ignoredFields) {
        this.wording = wording;
        this.identity = identity;
        this.includeUsage = includeUsage;
        this.ignoredFields = ignoredFields;
        this.piece = JsonTemplate.of(text -> part(wording.part(INDEX, text)));
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.SSE;
    }

    @Override
    public void piece(GenerationEvent.Piece next, Frames frames) {
        open(frames);
        if (next.tokens().isEmpty()) {
            frames.add(piece.with(next.text()));
        } else {
            frames.add(part(scored(wording.part(INDEX, next.text()), next.tokens())));
        }
    }

    @Override
    public void end(GenerationEvent.Finished end, Frames frames) {
        open(frames);
        frames.add(IgnoredFields.beside(part(wording.last(INDEX, reason(end))), ignoredFields));
        if (includeUsage) {
            frames.add(Completion.usage(wording.partKind(), identity, usage(end)));
        }
        frames.add(DONE);
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        frames.add(OpenAiError.of(error));
    }

    @Override
    public JsonBody whole(List<GenerationEvent.Piece> pieces, GenerationEvent.Finished end) {
        Choice choice =
                scored(wording.whole(INDEX, AnswerFormat.text(pieces), reason(end)), AnswerFormat.tokens(pieces));
        return IgnoredFields.beside(Completion.whole(wording.wholeKind(), identity, choice, usage(end)), ignoredFields);
    }

    /** Says who speaks, where the route does, together with the first piece: an error before it has its own status. */
    private void open(Frames frames) {
        if (!opened) {
            opened = true;
            wording.first(INDEX).ifPresent(choice -> frames.add(part(choice)));
        }
    }

    private Completion part(Choice choice) {
        return Completion.part(wording.partKind(), identity, choice, includeUsage);
    }

    /** The choice with its tokens' probabilities; as it is where nobody asked. */
    private static Choice scored(Choice choice, List<TokenProbability> tokens) {
        return tokens.isEmpty() ? choice : new ScoredChoice(choice, Scoring.logprobs(tokens));
    }

    /** OpenAI has no word for an answer that was cancelled: it is shorter than it would be, as with a limit. */
    private static String reason(GenerationEvent.Finished end) {
        return end.reason() == FinishReason.STOP ? "stop" : "length";
    }

    private static TokenUsage usage(GenerationEvent.Finished end) {
        return new TokenUsage(
                end.usage().promptTokens(),
                end.usage().cachedPromptTokens(),
                end.usage().completionTokens());
    }
}
