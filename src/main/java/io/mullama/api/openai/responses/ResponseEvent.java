package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.Logprobs;
import java.util.List;

/**
 * An event of a streamed response, without its sequence number. Immutable.
 *
 * @param type the event's name, which its JSON repeats
 * @param json nobody changes it
 */
public record ResponseEvent(String type, ObjectNode json) implements JsonBody {

    /** Where in a response something happens. */
    public record Place(String itemId, int outputIndex) {}

    @Override
    public ObjectNode toJson() {
        return json;
    }

    /** The response as it is now: {@code created}, {@code in_progress}, {@code completed} and so on. */
    public static ResponseEvent response(String what, JsonBody response) {
        ResponseEvent event = begin("response." + what);
        event.json.set("response", response.toJson());
        return event;
    }

    public static ResponseEvent itemAdded(int outputIndex, Item item) {
        return item("response.output_item.added", outputIndex, item, ItemStatus.IN_PROGRESS);
    }

    public static ResponseEvent itemDone(int outputIndex, Item item, ItemStatus status) {
        return item("response.output_item.done", outputIndex, item, status);
    }

    /** An item's only part begins, with nothing in it. */
    public static ResponseEvent partAdded(Place place, PartKind kind) {
        return part(kind.added, place, kind, new OutputText(""));
    }

    public static ResponseEvent partDone(Place place, PartKind kind, OutputText text) {
        return part(kind.done, place, kind, text);
    }

    /** More of a part's text. */
    public static ResponseEvent delta(Place place, PartKind kind, String text, List<Logprobs.Token> tokens) {
        ResponseEvent event = within(kind.text + ".delta", place, kind);
        event.json.put("delta", text);
        return kind == PartKind.OUTPUT ? event.with(tokens) : event;
    }

    public static ResponseEvent textDone(Place place, PartKind kind, OutputText text) {
        ResponseEvent event = within(kind.text + ".done", place, kind);
        event.json.put("text", text.text());
        return kind == PartKind.OUTPUT ? event.with(text.tokens()) : event;
    }

    /** More of a call's arguments. */
    public static ResponseEvent arguments(Place place, String json) {
        ResponseEvent event = within("response.function_call_arguments.delta", place);
        event.json.put("delta", json);
        return event;
    }

    public static ResponseEvent argumentsDone(Place place, Item.FunctionCall call) {
        ResponseEvent event = within("response.function_call_arguments.done", place);
        event.json.put("arguments", call.arguments()).put("name", call.tool().name());
        return event;
    }

    /** More of a custom tool's input. */
    public static ResponseEvent input(Place place, String text) {
        ResponseEvent event = within("response.custom_tool_call_input.delta", place);
        event.json.put("delta", text);
        return event;
    }

    public static ResponseEvent inputDone(Place place, String text) {
        ResponseEvent event = within("response.custom_tool_call_input.done", place);
        event.json.put("input", text);
        return event;
    }

    private ResponseEvent with(List<Logprobs.Token> tokens) {
        json.set("logprobs", OutputText.logprobs(tokens));
        return this;
    }

    private static ResponseEvent item(String type, int outputIndex, Item item, ItemStatus status) {
        ResponseEvent event = begin(type);
        event.json.put("output_index", outputIndex).set("item", item.toJson(status));
        return event;
    }

    private static ResponseEvent part(String type, Place place, PartKind kind, OutputText text) {
        ResponseEvent event = within(type, place, kind);
        event.json.set("part", kind.part(text));
        return event;
    }

    private static ResponseEvent within(String type, Place place, PartKind kind) {
        ResponseEvent event = within(type, place);
        event.json.put(kind.index, 0);
        return event;
    }

    private static ResponseEvent within(String type, Place place) {
        ResponseEvent event = begin(type);
        event.json.put("item_id", place.itemId).put("output_index", place.outputIndex);
        return event;
    }

    private static ResponseEvent begin(String type) {
        return new ResponseEvent(type, Json.object().put("type", type));
    }
}
