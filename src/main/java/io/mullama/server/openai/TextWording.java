package io.mullama.server.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.SamplingField;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.api.openai.CompletionChoice;
import io.mullama.api.openai.CompletionRequest;
import io.mullama.api.openai.ScoredChoice;
import io.mullama.api.openai.TextInput;
import io.mullama.api.openai.TextLogprobs;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.Scoring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wording of {@code /v1/completions}. For one request's thread. */
final class TextWording implements Wording {
    private static final DialectDefaults DEFAULTS =
            new DialectDefaults(16, Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0));

    private final CompletionRequest asked;

    /** Where the next token begins in a choice's text, by the choice's number; at 0 where there is none. */
    private final Map<Integer, Integer> offsets = new HashMap<>();

    TextWording(CompletionRequest asked) {
        this.asked = asked;
    }

    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public DialectDefaults defaults() {
        return DEFAULTS;
    }

    @Override
    public Completion.Kind wholeKind() {
        return Completion.Kind.TEXT;
    }

    @Override
    public Completion.Kind partKind() {
        return Completion.Kind.TEXT;
    }

    @Override
    public Optional<Choice> first(int index, boolean speaks) {
        String echo = echo(index);
        return echo.isEmpty() ? Optional.empty() : Optional.of(content(index, echo));
    }

    @Override
    public Choice content(int index, String text) {
        return new CompletionChoice(index, text, null);
    }

    /** Nothing but text: what goes on after a prompt has no thoughts and calls nothing. */
    @Override
    public Optional<Choice> part(int index, AnswerEvent event) {
        return event instanceof AnswerEvent.Content more ? Optional.of(content(index, more.text())) : Optional.empty();
    }

    @Override
    public Choice last(int index, String reason) {
        return new CompletionChoice(index, "", reason);
    }

    @Override
    public Choice whole(int index, ChatMessage message, String reason) {
        return new CompletionChoice(index, echo(index) + message.content(), reason);
    }

    @Override
    public Choice scored(int index, Choice choice, List<TokenProbability> tokens) {
        if (!asked.selection().scored()) {
            return choice;
        }
        TextLogprobs scores = new TextLogprobs(Scoring.logprobs(tokens).content(), offsets.getOrDefault(index, 0));
        offsets.put(index, scores.end());
        return ScoredChoice.of(choice, scores);
    }

    @Override
    public String calling() {
        return "stop";
    }

    /** What a choice begins with before anything is generated. */
    private String echo(int index) {
        TextInput prompt = asked.prompts().get(index / asked.kept());
        return asked.frame().echo() && prompt instanceof TextInput.Text text ? text.text() : "";
    }
}
