package io.mullama.server.openai;

import io.mullama.api.JsonBody;
import io.mullama.api.JsonTemplate;
import io.mullama.api.Warnings;
import io.mullama.api.openai.AnswerIdentity;
import io.mullama.api.openai.AnswerRequest;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.api.openai.OpenAiError;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.FinishReason;
import io.mullama.engine.TokenProbability;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.StreamFraming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words an answer as OpenAI does, as a whole or in server-sent events. For one request's thread. */
final class OpenAiFormat implements AnswerFormat {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Wording wording;
    private final AnswerIdentity identity;
    private final AnswerRequest asked;
    private final List<String> warnings;
    private final UsageTally usage;

    /** How a choice's pieces are written, by its number; of those that have begun. */
    private final Map<Integer, JsonTemplate> pieces = new HashMap<>();

    /**
     * An answer's format.
     *
     * @param warnings what was not done as the request had it
     * @param usage of the choices that are to come
     */
    OpenAiFormat(
            Wording wording, AnswerIdentity identity, AnswerRequest asked, List<String> warnings, UsageTally usage) {
        this.wording = wording;
        this.identity = identity;
        this.asked = asked;
        this.warnings = warnings;
        this.usage = usage;
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.SSE;
    }

    @Override
    public boolean part(Part part, Frames frames) {
        JsonTemplate template = open(part.choice(), !(part.event() instanceof AnswerEvent.CallBegun), frames);
        if (part.event() instanceof AnswerEvent.Content more && part.tokens().isEmpty()) {
            frames.add(template.with(more.text()));
            return true;
        }
        Optional<Choice> worded = wording.part(part.choice(), part.event());
        worded.ifPresent(choice -> frames.add(part(scored(part.choice(), choice, part.tokens()))));
        return worded.isPresent();
    }

    @Override
    public void end(int choice, Reply.End end, Frames frames) {
        open(choice, true, frames);
        usage.add(choice, end);
        JsonBody last = part(wording.last(choice, reason(end)));
        if (!usage.isComplete()) {
            frames.add(last);
            return;
        }
        frames.add(Warnings.beside(last, warnings));
        if (asked.stream().includeUsage()) {
            frames.add(Completion.usage(wording.partKind(), identity, usage.total()));
        }
        frames.add(DONE);
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        frames.add(OpenAiError.of(error));
    }

    @Override
    public JsonBody whole(List<Reply> answers) {
        for (int i = 0; i < answers.size(); i++) {
            usage.add(i, answers.get(i).end());
        }
        List<Choice> choices = new ArrayList<>();
        for (Reply answer : BestAnswers.of(answers, asked.choices(), asked.kept())) {
            int index = choices.size();
            Choice choice = wording.whole(index, answer.message(), reason(answer.end()));
            choices.add(scored(index, choice, answer.tokens()));
        }
        Completion whole = Completion.whole(wording.wholeKind(), identity, choices, usage.total());
        return Warnings.beside(whole, warnings);
    }

    /** Says who speaks, where the route does, together with the first piece: an error before it has its own status. */
    private JsonTemplate open(int choice, boolean speaks, Frames frames) {
        JsonTemplate known = pieces.get(choice);
        if (known != null) {
            return known;
        }
        wording.first(choice, speaks).ifPresent(first -> frames.add(part(first)));
        JsonTemplate template = JsonTemplate.of(text -> part(wording.content(choice, text)));
        pieces.put(choice, template);
        return template;
    }

    private Completion part(Choice choice) {
        return Completion.part(
                wording.partKind(), identity, choice, asked.stream().includeUsage());
    }

    /** The choice with its tokens' probabilities; as it is where nobody asked. */
    private Choice scored(int index, Choice choice, List<TokenProbability> tokens) {
        return tokens.isEmpty() ? choice : wording.scored(index, choice, tokens);
    }

    /** OpenAI has no word for an answer that was cancelled: it is shorter than it would be, as with a limit. */
    private String reason(Reply.End end) {
        if (end.finished().reason() != FinishReason.STOP) {
            return "length";
        }
        return end.called() ? wording.calling() : "stop";
    }
}
