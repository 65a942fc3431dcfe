package io.mullama.server.openai.responses;

import io.mullama.api.JsonTemplate;
import io.mullama.api.Logprobs;
import io.mullama.api.openai.responses.Item;
import io.mullama.api.openai.responses.ItemStatus;
import io.mullama.api.openai.responses.OutputText;
import io.mullama.api.openai.responses.PartKind;
import io.mullama.api.openai.responses.ResponseEvent;
import io.mullama.api.openai.responses.ResponseState.OutputItem;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.server.answer.Scoring;
import java.util.ArrayList;
import java.util.List;

/** A message or thoughts that grow. For one request's thread. */
final class OpenText implements OpenItem {
    private final PartKind kind;
    private final boolean sealed;
    private final Events events;
    private final ResponseEvent.Place place;
    private final String deltaType;
    private final JsonTemplate deltas;
    private final StringBuilder text = new StringBuilder();
    private final List<Logprobs.Token> tokens = new ArrayList<>();

    /** Begins one as the response's item of that number; {@code sealed} is for thoughts. */
    OpenText(PartKind kind, boolean sealed, int index, Events events) {
        this.kind = kind;
        this.sealed = sealed;
        this.events = events;
        Item begun = item("");
        this.place = new ResponseEvent.Place(ItemIds.next(begun.idPrefix()), index);
        ResponseEvent empty = ResponseEvent.delta(place, kind, "", List.of());
        this.deltaType = empty.type();
        this.deltas = JsonTemplate.of(more -> ResponseEvent.delta(place, kind, more, List.of()));
        events.add(ResponseEvent.itemAdded(index, begun.withId(place.itemId())));
        events.add(ResponseEvent.partAdded(place, kind));
    }

    @Override
    public boolean add(AnswerEvent event, List<TokenProbability> scored) {
        if (kind == PartKind.OUTPUT && event instanceof AnswerEvent.Content content) {
            append(content.text(), scored);
            return true;
        }
        if (kind != PartKind.OUTPUT && event instanceof AnswerEvent.Thinking thought) {
            append(thought.text(), List.of());
            return true;
        }
        return false;
    }

    private void append(String more, List<TokenProbability> scored) {
        text.append(more);
        if (scored.isEmpty()) {
            events.add(deltaType, deltas.with(more));
        } else {
            List<Logprobs.Token> told = Scoring.logprobs(scored).content();
            tokens.addAll(told);
            events.add(ResponseEvent.delta(place, kind, more, told));
        }
    }

    @Override
    public OutputItem close(boolean whole) {
        ItemStatus status = whole ? ItemStatus.COMPLETED : ItemStatus.INCOMPLETE;
        OutputText part = new OutputText(text.toString(), tokens);
        Item item = item(part.text()).withId(place.itemId());
        events.add(ResponseEvent.textDone(place, kind, part));
        events.add(ResponseEvent.partDone(place, kind, part));
        events.add(ResponseEvent.itemDone(place.outputIndex(), item, status));
        return new OutputItem(item, status);
    }

    /** Without text there is no part yet. */
    private Item item(String content) {
        if (kind != PartKind.OUTPUT) {
            return new Item.Reasoning("", content, kind == PartKind.SUMMARY, sealed);
        }
        return new Item.Message(
                "", "assistant", content.isEmpty() ? List.of() : List.of(new OutputText(content, tokens)));
    }
}
