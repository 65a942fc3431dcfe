package io.mullama.server.openai.responses;

import io.mullama.api.JsonTemplate;
import io.mullama.api.ToolCallField;
import io.mullama.api.openai.responses.Item;
import io.mullama.api.openai.responses.ItemStatus;
import io.mullama.api.openai.responses.ResponseEvent;
import io.mullama.api.openai.responses.ResponseState.OutputItem;
import io.mullama.api.openai.responses.ToolTarget;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import java.util.List;

/** A call of a tool that grows. For one request's thread. */
final class OpenCall implements OpenItem {
    private final AnswerEvent.CallBegun begun;
    private final ToolTarget tool;
    private final Events events;
    private final ResponseEvent.Place place;
    private final String deltaType;
    private final JsonTemplate deltas;
    private final StringBuilder arguments = new StringBuilder();

    /** Begins one as the response's item of that number. */
    OpenCall(AnswerEvent.CallBegun begun, ToolTarget tool, int index, Events events) {
        this.begun = begun;
        this.tool = tool;
        this.events = events;
        Item empty = item("");
        this.place = new ResponseEvent.Place(ItemIds.next(empty.idPrefix()), index);
        this.deltaType = ResponseEvent.arguments(place, "").type();
        this.deltas = JsonTemplate.of(more -> ResponseEvent.arguments(place, more));
        events.add(ResponseEvent.itemAdded(index, empty.withId(place.itemId())));
    }

    @Override
    public boolean add(AnswerEvent event, List<TokenProbability> scored) {
        if (event instanceof AnswerEvent.CallArguments more) {
            arguments.append(more.json());
            // The text of a custom tool is told when it is all there: it is the value of one argument.
            if (!tool.custom()) {
                events.add(deltaType, deltas.with(more.json()));
            }
            return true;
        }
        return event instanceof AnswerEvent.CallEnded;
    }

    @Override
    public OutputItem close(boolean whole) {
        String all = arguments.toString();
        ToolCallField call = new ToolCallField(begun.id(), begun.name(), all);
        ItemStatus status = call.isWhole() ? ItemStatus.COMPLETED : ItemStatus.INCOMPLETE;
        Item item = item(all).withId(place.itemId());
        if (item instanceof Item.CustomCall custom) {
            events.add(ResponseEvent.input(place, custom.input()));
            events.add(ResponseEvent.inputDone(place, custom.input()));
        } else if (item instanceof Item.FunctionCall function) {
            events.add(ResponseEvent.argumentsDone(place, function));
        }
        events.add(ResponseEvent.itemDone(place.outputIndex(), item, status));
        return new OutputItem(item, status);
    }

    private Item item(String text) {
        return tool.custom()
                ? Item.CustomCall.of(begun.id(), tool, text)
                : new Item.FunctionCall("", begun.id(), tool, text);
    }
}
