package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;

/** What of a request is not done as it has it, for people. For one request. */
final class Notes {
    /** Says what is worth to be kept in the prompt cache, which keeps everything here. */
    static final String CACHE_CONTROL = "cache_control";

    private final List<String> lines = new ArrayList<>();

    /** Notes that something is left out that has a type. */
    void leftOut(Fields fields, String reason) {
        lines.add("'" + fields.path("type") + "' is \"" + fields.requiredString("type") + "\", " + reason);
    }

    /** Notes that a part of the prompt is to be cited, if it is: models are not asked to. */
    void readCitations(Fields block) {
        JsonNode citations = block.node("citations");
        if (citations != null && citations.path("enabled").asBoolean(false)) {
            lines.add("'" + block.path("citations") + "' asks for citations, which local models do not give");
        }
    }

    /** Notes what is to be cleared of the conversation, which is read as it comes; agents ask to have all kept. */
    void readContextManagement(Fields fields) {
        Fields management = fields.object("context_management");
        if (management == null) {
            return;
        }
        management.objects("edits", edit -> {
            String type = edit.requiredString("type");
            JsonNode keep = edit.node("keep");
            edit.passOver();
            boolean all = type.startsWith("clear_thinking")
                    && keep != null
                    && keep.asText().equals("all");
            return all || lines.add("'" + edit.path("type") + "' is \"" + type + "\", which was not done");
        });
    }

    /** Notes servers of Anthropic's that are to be used; agents name none. */
    void readServers(Fields fields) {
        for (String name : new String[] {"mcp_servers", "container"}) {
            JsonNode node = fields.node(name);
            if (node != null && !(node.isArray() && node.isEmpty())) {
                lines.add("'" + name + "' has no effect: only Anthropic's servers use it");
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Reads fields that tell Anthropic something, and change no answer here. */
    static void readWithoutEffect(Fields fields, String... names) {
        for (String name : names) {
            fields.node(name);
        }
    }

    /** The same for a part of the request whose place in the cache may be marked. */
    static void readMarked(Fields fields, String... names) {
        fields.anyObject(CACHE_CONTROL);
        readWithoutEffect(fields, names);
    }
}
