package io.mullama.template.golang;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Ollama's templates render. Immutable.
 *
 * @param tools as in OpenAI's requests: maps with {@code type} and {@code function}
 */
public record OllamaConversation(
        List<OllamaMessage> messages, List<Map<String, ? extends @Nullable Object>> tools, Thinking thinking) {
    public OllamaConversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** Messages alone. */
    public OllamaConversation(List<OllamaMessage> messages) {
        this(messages, List.of(), Thinking.UNSET);
    }

    /**
     * Whether the model shall think.
     *
     * @param set whether the request says
     * @param level {@code low}, {@code medium}, {@code high}, or empty
     */
    public record Thinking(boolean set, boolean on, String level) {
        /** The request says nothing. */
        public static final Thinking UNSET = new Thinking(false, false, "");

        public static final Thinking OFF = new Thinking(true, false, "");

        /** What Ollama makes of {@code "think": true}. */
        public static final Thinking ON = new Thinking(true, true, "medium");

        /** Thinking to that level. */
        public static Thinking of(String level) {
            return new Thinking(true, true, level);
        }
    }
}
