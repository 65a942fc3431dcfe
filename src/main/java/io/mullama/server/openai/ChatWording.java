package io.mullama.server.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.SamplingField;
import io.mullama.api.openai.ChatChoice;
import io.mullama.api.openai.ChatDelta;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.api.openai.ScoredChoice;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.Scoring;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wording of {@code /v1/chat/completions}. Immutable.
 *
 * @param functions whether calls are worded as they were before there were tools
 */
record ChatWording(boolean functions) implements Wording {
    /** Until the model stops or the context is full. */
    private static final DialectDefaults DEFAULTS =
            new DialectDefaults(-1, Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0));

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public DialectDefaults defaults() {
        return DEFAULTS;
    }

    @Override
    public Completion.Kind wholeKind() {
        return Completion.Kind.CHAT;
    }

    @Override
    public Completion.Kind partKind() {
        return Completion.Kind.CHAT_CHUNK;
    }

    @Override
    public Optional<Choice> first(int index, boolean speaks) {
        return Optional.of(ChatDelta.first(index, speaks));
    }

    @Override
    public Choice content(int index, String text) {
        return ChatDelta.content(index, text);
    }

    @Override
    public Optional<Choice> part(int index, AnswerEvent event) {
        if (event instanceof AnswerEvent.Content more) {
            return Optional.of(content(index, more.text()));
        }
        if (event instanceof AnswerEvent.Thinking more) {
            return Optional.of(ChatDelta.thinking(index, more.text()));
        }
        return functions ? function(index, event) : tool(index, event);
    }

    private static Optional<Choice> tool(int index, AnswerEvent event) {
        if (event instanceof AnswerEvent.CallBegun call) {
            return Optional.of(ChatDelta.call(index, call.index(), call.id(), call.name()));
        }
        return event instanceof AnswerEvent.CallArguments more
                ? Optional.of(ChatDelta.arguments(index, more.index(), more.json()))
                : Optional.empty();
    }

    /** There is room for one call alone. */
    private static Optional<Choice> function(int index, AnswerEvent event) {
        if (event instanceof AnswerEvent.CallBegun call && call.index() == 0) {
            return Optional.of(ChatDelta.function(index, call.name()));
        }
        return event instanceof AnswerEvent.CallArguments more && more.index() == 0
                ? Optional.of(ChatDelta.functionArguments(index, more.json()))
                : Optional.empty();
    }

    @Override
    public Choice last(int index, String reason) {
        return ChatDelta.last(index, reason);
    }

    @Override
    public Choice whole(int index, ChatMessage message, String reason) {
        return new ChatChoice(index, message, reason, functions);
    }

    @Override
    public Choice scored(int index, Choice choice, List<TokenProbability> tokens) {
        return ScoredChoice.of(choice, Scoring.logprobs(tokens));
    }

    @Override
    public String calling() {
        return functions ? "function_call" : "tool_calls";
    }
}
