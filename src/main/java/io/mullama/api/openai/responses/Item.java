package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.util.List;

/**
 * One item of a conversation, in a request's input or a response's output. Immutable.
 *
 * <p>Ids are empty where there are none yet; what is stored has them.
 */
public sealed interface Item {
    String id();

    /** The same under another id. */
    Item withId(String id);

    /** What the ids of such items begin with. */
    String idPrefix();

    /** Roughly the memory that it takes, in bytes. */
    int size();

    ObjectNode toJson(ItemStatus status);

    /**
     * What somebody says.
     *
     * @param parts its texts, in their order
     */
    record Message(String id, String role, List<OutputText> parts) implements Item {
        public Message {
            parts = List.copyOf(parts);
        }

        @Override
        public Message withId(String value) {
            return new Message(value, role, parts);
        }

        @Override
        public String idPrefix() {
            return "msg_";
        }

        @Override
        public int size() {
            return parts.stream().mapToInt(OutputText::size).sum();
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            ObjectNode json = begin(this, "message", status);
            boolean output = role.equals("assistant");
            ArrayNode content = json.putArray("content");
            parts.forEach(part -> content.add(output ? part.toJson() : part.asInput()));
            return json.put("role", role);
        }
    }

    /**
     * What a model thought.
     *
     * @param summarized whether the thoughts stand in the summary, rather than in the content
     * @param sealed whether they also stand in the encrypted content, for clients that keep nothing else
     */
    record Reasoning(String id, String text, boolean summarized, boolean sealed) implements Item {
        @Override
        public Reasoning withId(String value) {
            return new Reasoning(value, text, summarized, sealed);
        }

        @Override
        public String idPrefix() {
            return "rs_";
        }

        @Override
        public int size() {
            return text.length();
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            ObjectNode json = begin(this, "reasoning", status);
            add(json.putArray("summary"), summarized, "summary_text");
            add(json.putArray("content"), !summarized, "reasoning_text");
            if (sealed && !text.isEmpty()) {
                json.put("encrypted_content", SealedThoughts.seal(text));
            }
            return json;
        }

        private void add(ArrayNode list, boolean here, String type) {
            if (here && !text.isEmpty()) {
                list.addObject().put("type", type).put("text", text);
            }
        }
    }

    /**
     * A function that a model calls.
     *
     * @param arguments the text of a JSON object; of a call that was cut off, only its beginning
     */
    record FunctionCall(String id, String callId, ToolTarget tool, String arguments) implements Item {
        @Override
        public FunctionCall withId(String value) {
            return new FunctionCall(value, callId, tool, arguments);
        }

        @Override
        public String idPrefix() {
            return "fc_";
        }

        @Override
        public int size() {
            return arguments.length();
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            ObjectNode json = begin(this, "function_call", status)
                    .put("arguments", arguments)
                    .put("call_id", callId)
                    .put("name", tool.name());
            return tool.namespace().isEmpty() ? json : json.put("namespace", tool.namespace());
        }
    }

    /**
     * A custom tool that a model calls.
     *
     * @param input free text
     */
    record CustomCall(String id, String callId, ToolTarget tool, String input) implements Item {
        /** A call as a model made it, with the text in the one argument of a function. */
        public static CustomCall of(String callId, ToolTarget tool, String arguments) {
            return new CustomCall("", callId, tool, CustomInput.of(arguments));
        }

        @Override
        public CustomCall withId(String value) {
            return new CustomCall(value, callId, tool, input);
        }

        @Override
        public String idPrefix() {
            return "ctc_";
        }

        @Override
        public int size() {
            return input.length();
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            ObjectNode json = begin(this, "custom_tool_call", status)
                    .put("call_id", callId)
                    .put("input", input)
                    .put("name", tool.name());
            return tool.namespace().isEmpty() ? json : json.put("namespace", tool.namespace());
        }
    }

    /**
     * What a tool answered.
     *
     * @param custom whether that of a custom tool
     */
    record CallOutput(String id, String callId, String output, boolean custom) implements Item {
        @Override
        public CallOutput withId(String value) {
            return new CallOutput(value, callId, output, custom);
        }

        @Override
        public String idPrefix() {
            return custom ? "ctco_" : "fco_";
        }

        @Override
        public int size() {
            return output.length();
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            return begin(this, custom ? "custom_tool_call_output" : "function_call_output", status)
                    .put("call_id", callId)
                    .put("output", output);
        }
    }

    /** Another item, which is stored under this id. */
    record Reference(String id) implements Item {
        @Override
        public Reference withId(String value) {
            return new Reference(value);
        }

        @Override
        public String idPrefix() {
            return "";
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public ObjectNode toJson(ItemStatus status) {
            return Json.object().put("id", id).put("type", "item_reference");
        }
    }

    private static ObjectNode begin(Item item, String type, ItemStatus status) {
        return Json.object().put("id", item.id()).put("type", type).put("status", status.wireName());
    }
}
