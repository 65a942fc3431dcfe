package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/** The text that an item of a response holds, and how its events are called. */
public enum PartKind {
    /** What a model says. */
    OUTPUT("response.output_text", "response.content_part", "content_index"),
    /** What it thinks, word for word. */
    THOUGHT("response.reasoning_text", "response.content_part", "content_index"),
    /** What it thinks, where the client asks for a summary. */
    SUMMARY("response.reasoning_summary_text", "response.reasoning_summary_part", "summary_index");

    final String text;
    final String added;
    final String done;
    final String index;

    PartKind(String text, String part, String index) {
        this.text = text;
        this.added = part + ".added";
        this.done = part + ".done";
        this.index = index;
    }

    ObjectNode part(OutputText text) {
        if (this == OUTPUT) {
            return text.toJson();
        }
        String type = this == THOUGHT ? "reasoning_text" : "summary_text";
        return Json.object().put("type", type).put("text", text.text());
    }
}
