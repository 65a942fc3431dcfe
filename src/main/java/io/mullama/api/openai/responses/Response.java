package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.Locale;

/** The answer of {@code POST /v1/responses}, however far it is. Immutable. */
public record Response(ResponseHead head, ResponseState state) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("id", head.id())
                .put("object", "response")
                .put("created_at", head.created().getEpochSecond())
                .put("status", state.status().name().toLowerCase(Locale.ROOT));
        if (state.completed() == null) {
            json.putNull("completed_at");
        } else {
            json.put("completed_at", state.completed().getEpochSecond());
        }
        json.set("error", state.error() == null ? null : state.error().toJson());
        if (state.status() == ResponseState.Status.INCOMPLETE) {
            json.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            json.putNull("incomplete_details");
        }
        json.put("model", head.model());
        ArrayNode output = json.putArray("output");
        state.output().forEach(item -> output.add(item.item().toJson(item.status())));
        json.set("usage", state.usage() == null ? null : state.usage().toJson());
        json.setAll(head.echo().json());
        return json;
    }
}
