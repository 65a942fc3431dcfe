package io.mullama.template.golang;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as Ollama's templates see it. Immutable.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param thinking empty where there is none
 * @param answers the call that a message of a tool answers
 */
public record OllamaMessage(
        String role, String content, String thinking, List<ToolCall> toolCalls, ToolAnswer answers) {
    public OllamaMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    /** A message of text alone. */
    public OllamaMessage(String role, String content) {
        this(role, content, "", List.of(), ToolAnswer.NONE);
    }

    /**
     * A tool that the model calls.
     *
     * @param id empty where there is none
     * @param arguments values of JSON: null, {@link Boolean}, numbers, {@link String}, lists and maps
     */
    public record ToolCall(String id, String name, Map<String, ? extends @Nullable Object> arguments) {}

    /**
     * Which call a message answers.
     *
     * @param tool the tool's name; empty where there is none
     * @param callId empty where there is none
     */
    public record ToolAnswer(String tool, String callId) {
        /** No call. */
        public static final ToolAnswer NONE = new ToolAnswer("", "");
    }

    /** The same message with other content. */
    OllamaMessage with(String otherContent) {
        return new OllamaMessage(role, otherContent, thinking, toolCalls, answers);
    }
}
