package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/** An event of a streamed answer. Immutable. */
public sealed interface MessageEvent extends JsonBody {

    /** What the event is called; its {@code type} is the same. */
    String name();

    /** The answer begins. */
    record MessageStart(Message message) implements MessageEvent {
        @Override
        public String name() {
            return "message_start";
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = typed(this);
            json.set("message", message.toJson());
            return json;
        }
    }

    /** The answer is still worked on. */
    record Ping() implements MessageEvent {
        @Override
        public String name() {
            return "ping";
        }

        @Override
        public ObjectNode toJson() {
            return typed(this);
        }
    }

    /** A block begins, of which nothing is told yet. */
    record BlockStart(int index, AnswerBlock block) implements MessageEvent {
        @Override
        public String name() {
            return "content_block_start";
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = typed(this).put("index", index);
            json.set("content_block", block.toJson());
            return json;
        }
    }

    /** What comes next in a block. */
    record BlockDelta(int index, Kind kind, String text) implements MessageEvent {
        /** Of what there is more. */
        public enum Kind {
            TEXT("text_delta", "text"),
            THINKING("thinking_delta", "thinking"),
            SIGNATURE("signature_delta", "signature"),
            INPUT_JSON("input_json_delta", "partial_json");

            private final String type;
            private final String field;

            Kind(String type, String field) {
                this.type = type;
                this.field = field;
            }
        }

        @Override
        public String name() {
            return "content_block_delta";
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = typed(this).put("index", index);
            json.putObject("delta").put("type", kind.type).put(kind.field, text);
            return json;
        }
    }

    /** A block is all there. */
    record BlockStop(int index) implements MessageEvent {
        @Override
        public String name() {
            return "content_block_stop";
        }

        @Override
        public ObjectNode toJson() {
            return typed(this).put("index", index);
        }
    }

    /** Why the answer ended, and what it took in all. */
    record MessageDelta(MessageEnd end, MessageUsage usage) implements MessageEvent {
        @Override
        public String name() {
            return "message_delta";
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = typed(this);
            end.writeTo(json.putObject("delta"));
            json.set("usage", usage.counts());
            return json;
        }
    }

    /** The answer is all there. */
    record MessageStop() implements MessageEvent {
        @Override
        public String name() {
            return "message_stop";
        }

        @Override
        public ObjectNode toJson() {
            return typed(this);
        }
    }

    /** What each begins with. */
    private static ObjectNode typed(MessageEvent event) {
        return Json.object().put("type", event.name());
    }
}
