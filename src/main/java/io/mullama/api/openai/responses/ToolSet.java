package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ToolField;
import java.util.List;

/**
 * What a model may call. Immutable: nobody changes the JSON.
 *
 * @param tools as models know them
 * @param targets as clients know them, in the same order
 * @param json the definitions of the request that were taken
 */
record ToolSet(List<ToolField> tools, List<ToolTarget> targets, List<JsonNode> json) {
    ToolSet {
        tools = List.copyOf(tools);
        targets = List.copyOf(targets);
        json = List.copyOf(json);
    }

    /** Only the tools of those targets. */
    ToolSet only(List<ToolTarget> allowed) {
        List<ToolField> rest = tools.stream()
                .filter(tool -> allowed.contains(targets.get(tools.indexOf(tool))))
                .toList();
        return new ToolSet(rest, allowed, json);
    }
}
