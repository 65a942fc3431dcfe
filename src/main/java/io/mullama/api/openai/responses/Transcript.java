package io.mullama.api.openai.responses;

import io.mullama.api.ChatMessage;
import io.mullama.api.ToolCallField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts items together to the messages of a conversation: what a model thinks, says and calls until somebody else has
 * the word is one message. Not thread-safe.
 */
final class Transcript {
    private final List<ChatMessage> messages = new ArrayList<>();

    /** The names of called tools by their calls' ids. */
    private final Map<String, String> called = new HashMap<>();

    private final List<ToolCallField> calls = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();

    /** Whether the model has the word. */
    private boolean open;

    private Transcript() {}

    /**
     * The messages of a conversation.
     *
     * @param items without references
     */
    static List<ChatMessage> of(@Nullable String instructions, List<Item> items) {
        Transcript transcript = new Transcript();
        if (instructions != null && !instructions.isEmpty()) {
            transcript.messages.add(ChatMessage.system(instructions));
        }
        items.forEach(transcript::add);
        transcript.close();
        return List.copyOf(transcript.messages);
    }

    private void add(Item item) {
        if (item instanceof Item.Message message && !message.role().equals("assistant")) {
            close();
            messages.add(new ChatMessage(message.role(), text(message)));
        } else if (item instanceof Item.Message message) {
            say(text(message));
        } else if (item instanceof Item.Reasoning reasoning) {
            think(reasoning.text());
        } else if (item instanceof Item.FunctionCall call) {
            call(call.callId(), call.tool(), call.arguments());
        } else if (item instanceof Item.CustomCall call) {
            call(call.callId(), call.tool(), CustomInput.arguments(call.input()));
        } else if (item instanceof Item.CallOutput answer) {
            close();
            messages.add(answer(answer));
        }
    }

    private static String text(Item.Message message) {
        return message.parts().stream().map(OutputText::text).collect(Collectors.joining("\n"));
    }

    /** Text beside calls belongs to them: their answers must follow at once. */
    private void say(String text) {
        if (calls.isEmpty() && content.length() > 0) {
            close();
        }
        append(content, text);
    }

    private void think(String text) {
        if (calls.isEmpty() && content.length() > 0) {
            close();
        }
        append(thoughts, text);
    }

    private void append(StringBuilder all, String text) {
        open = true;
        if (all.length() > 0 && !text.isEmpty()) {
            all.append('\n');
        }
        all.append(text);
    }

    private void call(String id, ToolTarget tool, String arguments) {
        open = true;
        called.put(id, tool.modelName());
        calls.add(new ToolCallField(id, tool.modelName(), arguments));
    }

    private ChatMessage answer(Item.CallOutput answer) {
        String tool = called.getOrDefault(answer.callId(), "");
        return new ChatMessage(
                "tool", answer.output(), null, List.of(), new ChatMessage.AnsweredCall(tool, answer.callId()));
    }

    private void close() {
        if (!open) {
            return;
        }
        String thought = thoughts.length() == 0 ? null : thoughts.toString();
        messages.add(new ChatMessage("assistant", content.toString(), thought, calls, ChatMessage.AnsweredCall.NONE));
        open = false;
        calls.clear();
        content.setLength(0);
        thoughts.setLength(0);
    }
}
