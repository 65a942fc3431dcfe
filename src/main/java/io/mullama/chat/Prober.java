package io.mullama.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.template.Limits;
import io.mullama.template.Part;
import io.mullama.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders small conversations with words that no template has, to see what becomes of them. Immutable.
 *
 * @param asking tokens for the model's own; nothing else of it counts
 */
record Prober(Wording wording, Wording.Setting asking) {
    static final String SYSTEM = "Qzsystem";
    static final String SYSTEM_TOO = "Qzlater";
    static final String USER = "Qzuser";
    static final String USER_TOO = "Qzagain";
    static final String ANSWER = "Qzanswer";
    static final String ASIDE = "Qzaside";
    static final String THOUGHT = "Qzthought";
    static final String RESULT = "Qzresult";
    static final String TOOL = "qztool";
    static final String KEY = "qzkey";
    static final String VALUE = "Qzvalue";
    static final String SECOND = "Qzsecond";

    /** Of nine letters and digits, as Mistral wants them. */
    static final String ID = "call00001";

    static final String ID_TOO = "call00002";

    /** What a list of parts looks like where a template expects a string. */
    private static final List<String> PRINTED_PARTS =
            List.of("'type': 'text'", "'type': 'thinking'", "\"type\": \"text\"", "\"type\": \"thinking\"");

    /** A probe is short: what takes longer than this has no chance with a conversation. */
    private static final Limits LIMITS = new Limits(1_000_000, 4_000_000, 1_000_000, 600);

    static Prober of(Wording wording, SpecialTokens tokens) {
        return new Prober(wording, new Wording.Setting(tokens, true, Wording.Shape.USUAL, Map.of(), LIMITS));
    }

    Prober with(Wording.Shape shape) {
        return new Prober(wording, asking.with(shape));
    }

    /** The same for a model that is to think. */
    Prober thinking(ThinkingSwitch how) {
        return new Prober(wording, asking.with(how.variablesOf(Thinking.ON)));
    }

    /** The prompt; empty where the template refuses the conversation. */
    Optional<String> text(Conversation conversation, Map<String, ?> variables) {
        return text(conversation, asking.with(variables));
    }

    Optional<String> text(Conversation conversation, Wording.Setting setting) {
        try {
            StringBuilder text = new StringBuilder();
            for (Part part : wording.render(conversation, setting).parts()) {
                text.append(part.text());
            }
            return Optional.of(text.toString());
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    Optional<String> text(Message... messages) {
        return text(new Conversation(List.of(messages)), asking);
    }

    /** Whether a conversation is worded with all these words in it, and not merely printed as the value that it is. */
    boolean shows(Conversation conversation, String... words) {
        Optional<String> text = text(conversation, asking);
        return text.isPresent()
                && List.of(words).stream().allMatch(text.get()::contains)
                && PRINTED_PARTS.stream().noneMatch(text.get()::contains);
    }

    boolean shows(List<Message> messages, String... words) {
        return shows(new Conversation(messages), words);
    }

    static Message user() {
        return Message.user(USER);
    }

    static Message answer() {
        return Message.assistant(ANSWER);
    }

    static Message result(String id) {
        return new Message("tool", RESULT, null, List.of(), new Message.AnsweredCall(TOOL, id));
    }

    static Message calls(String content, ToolCall... calls) {
        return new Message("assistant", content, null, List.of(calls), Message.AnsweredCall.NONE);
    }

    static Message thinking(Message message) {
        return new Message(message.role(), message.content(), THOUGHT, message.toolCalls(), message.answers());
    }

    static ToolCall call(String id, String value) {
        return new ToolCall(id, TOOL, "{\"" + KEY + "\": \"" + value + "\"}");
    }

    /** A conversation about a tool that exists. */
    static Conversation withTool(List<Message> messages) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode key = json.objectNode().put("type", "string").put("description", "A key.");
        ObjectNode parameters = json.objectNode().put("type", "object");
        parameters.set("properties", json.objectNode().set(KEY, key));
        parameters.set("required", json.arrayNode().add(KEY));
        ObjectNode function = json.objectNode().put("name", TOOL).put("description", "A tool.");
        function.set("parameters", parameters);
        ObjectNode whole = json.objectNode().put("type", "function");
        whole.set("function", function);
        return new Conversation(
                messages, List.of(new ToolDefinition(TOOL, parameters, whole)), ToolChoice.AUTO, Thinking.UNSET);
    }
}
