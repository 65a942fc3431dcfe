package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.ModelDetails.Capabilities;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in {@code GET /v1/models}, and the answer of {@code GET /v1/models/{id}}. Immutable.
 *
 * @param created when its file was last changed
 * @param contextSize tokens that a prompt and its answer may have together
 * @param capabilities null where they are not known
 */
public record AnthropicModel(
        String id,
        Instant created,
        int contextSize,
        @Nullable Capabilities capabilities) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id)
                .put("created_at", created.toString())
                .put("max_input_tokens", contextSize)
                .put("max_tokens", contextSize)
                .put("lifecycle", "active");
        for (String none : new String[] {"line", "deprecated_at", "retires_at"}) {
            json.putNull(none);
        }
        if (capabilities == null) {
            return json.putNull("capabilities");
        }
        json.set("capabilities", capabilities(capabilities));
        return json;
    }

    /** By Anthropic's names, with all that it has a name for. */
    private static ObjectNode capabilities(Capabilities has) {
        ObjectNode json = Json.object();
        json.set("batch", support(false));
        json.set("citations", support(false));
        json.set("code_execution", support(false));
        json.set("context_management", support(false));
        ObjectNode effort = support(has.thinking());
        for (String level : new String[] {"low", "medium", "high", "xhigh", "max"}) {
            effort.set(level, support(has.thinking()));
        }
        json.set("effort", effort);
        json.set("image_input", support(false));
        json.set("pdf_input", support(false));
        ObjectNode servers = support(false);
        servers.set("code_execution", support(false));
        servers.set("web_search", support(false));
        json.set("server_tools", servers);
        json.set("structured_outputs", support(has.json()));
        ObjectNode thinking = support(has.thinking());
        ObjectNode types = thinking.putObject("types");
        types.set("adaptive", support(true));
        types.set("between_tools", support(true));
        types.set("disabled", support(true));
        types.set("enabled", support(true));
        json.set("thinking", thinking);
        return json;
    }

    private static ObjectNode support(boolean supported) {
        return Json.object().put("supported", supported);
    }
}
