package io.mullama.server.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.SamplingField;
import io.mullama.api.openai.ChatChoice;
import io.mullama.api.openai.ChatDelta;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.api.openai.CompletionChoice;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.server.answer.DialectDefaults;
import java.util.Map;
import java.util.Optional;

/** What is different on OpenAI's two generating routes: defaults, and how an answer is worded. Stateless. */
enum OpenAiWording {
    /** {@code /v1/completions}. */
    COMPLETION("cmpl-", 16, Completion.Kind.TEXT, Completion.Kind.TEXT) {
        @Override
        Optional<Choice> first(int index) {
            return Optional.empty();
        }

        @Override
        Choice content(int index, String text) {
            return new CompletionChoice(index, text, null);
        }

        /** Nothing but text: what goes on after a prompt has no thoughts and calls nothing. */
        @Override
        Optional<Choice> part(int index, AnswerEvent event) {
            return event instanceof AnswerEvent.Content more
                    ? Optional.of(content(index, more.text()))
                    : Optional.empty();
        }

        @Override
        Choice last(int index, String reason) {
            return new CompletionChoice(index, "", reason);
        }

        @Override
        Choice whole(int index, ChatMessage message, String reason) {
            return new CompletionChoice(index, message.content(), reason);
        }
    },

    /** {@code /v1/chat/completions}. */
    CHAT("chatcmpl-", -1, Completion.Kind.CHAT, Completion.Kind.CHAT_CHUNK) {
        @Override
        Optional<Choice> first(int index) {
            return Optional.of(ChatDelta.first(index));
        }

        @Override
        Choice content(int index, String text) {
            return ChatDelta.content(index, text);
        }

        @Override
        Optional<Choice> part(int index, AnswerEvent event) {
            if (event instanceof AnswerEvent.Content more) {
                return Optional.of(content(index, more.text()));
            }
            if (event instanceof AnswerEvent.Thinking more) {
                return Optional.of(ChatDelta.thinking(index, more.text()));
            }
            if (event instanceof AnswerEvent.CallBegun call) {
                return Optional.of(ChatDelta.call(index, call.index(), call.id(), call.name()));
            }
            return event instanceof AnswerEvent.CallArguments more
                    ? Optional.of(ChatDelta.arguments(index, more.index(), more.json()))
                    : Optional.empty();
        }

        @Override
        Choice last(int index, String reason) {
            return ChatDelta.last(index, reason);
        }

        @Override
        Choice whole(int index, ChatMessage message, String reason) {
            return new ChatChoice(index, message, reason);
        }
    };

    private final String idPrefix;
    /** Where the request does not say; -1 for no bound. */
    private final int maxTokens;

    private final Completion.Kind wholeKind;
    private final Completion.Kind partKind;

    OpenAiWording(String idPrefix, int maxTokens, Completion.Kind wholeKind, Completion.Kind partKind) {
        this.idPrefix = idPrefix;
        this.maxTokens = maxTokens;
        this.wholeKind = wholeKind;
        this.partKind = partKind;
    }

    /** What the ids of its answers begin with. */
    String idPrefix() {
        return idPrefix;
    }

    /** OpenAI's own: until the model stops or the context is full in conversations, 16 tokens on the older route. */
    DialectDefaults defaults() {
        return new DialectDefaults(maxTokens, Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0));
    }

    Completion.Kind wholeKind() {
        return wholeKind;
    }

    Completion.Kind partKind() {
        return partKind;
    }

    /** What a stream begins with, before the first text. */
    abstract Optional<Choice> first(int index);

    abstract Choice content(int index, String text);

    /** What a stream tells of an event, if anything. */
    abstract Optional<Choice> part(int index, AnswerEvent event);

    /** The part that tells why the answer ended. */
    abstract Choice last(int index, String reason);

    abstract Choice whole(int index, ChatMessage message, String reason);
}
