package io.mullama.chat.answer;

import io.mullama.chat.Message;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolDefinition;
import java.util.List;
import java.util.Optional;

/** A model's chat template. */
@FunctionalInterface
public interface Renderer {
    /**
     * The prompt's text; empty where the template refuses the messages.
     *
     * @param generationPrompt whether the prompt asks for the next answer
     */
    Optional<String> render(
            List<Message> messages, List<ToolDefinition> tools, Thinking thinking, boolean generationPrompt);
}
