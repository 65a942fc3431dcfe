package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Delivery;
import io.mullama.api.openai.responses.PartKind;
import io.mullama.api.openai.responses.ResponseState.OutputItem;
import io.mullama.api.openai.responses.ToolTarget;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the items of a response together from what happens in its answer. For one request's thread. */
final class OutputItems {
    private final Delivery delivery;
    private final Map<String, ToolTarget> targets;
    private final Events events;
    private final List<OutputItem> done = new ArrayList<>();
    private @Nullable OpenItem open;

    /** The items of a response that has none yet; {@code targets} are its tools by the names that models know. */
    OutputItems(Delivery delivery, Map<String, ToolTarget> targets, Events events) {
        this.delivery = delivery;
        this.targets = targets;
        this.events = events;
    }

    /** Whether there is a word for the event: none for an end without text, behind a call. */
    boolean add(AnswerEvent event, List<TokenProbability> tokens) {
        if (open != null && open.add(event, tokens)) {
            if (event instanceof AnswerEvent.CallEnded) {
                close(true);
            }
            return true;
        }
        OpenItem next = begin(event);
        return next != null && next.add(event, tokens);
    }

    private @Nullable OpenItem begin(AnswerEvent event) {
        if (event instanceof AnswerEvent.Content content && !content.text().isEmpty()) {
            return begin(PartKind.OUTPUT);
        }
        if (event instanceof AnswerEvent.Thinking) {
            return begin(delivery.summarizeThoughts() ? PartKind.SUMMARY : PartKind.THOUGHT);
        }
        if (event instanceof AnswerEvent.CallBegun begun) {
            close(true);
            ToolTarget tool = targets.getOrDefault(begun.name(), ToolTarget.function(begun.name()));
            open = new OpenCall(begun, tool, done.size(), events);
            return open;
        }
        return null;
    }

    private OpenItem begin(PartKind kind) {
        close(true);
        OpenItem next = new OpenText(kind, delivery.sealThoughts(), done.size(), events);
        open = next;
        return next;
    }

    private void close(boolean whole) {
        if (open != null) {
            done.add(open.close(whole));
            open = null;
        }
    }

    /** All of them, when the answer has ended; {@code whole}: it was not cut off. */
    List<OutputItem> end(boolean whole) {
        close(whole);
        return List.copyOf(done);
    }

    /** Those that were complete when the answer failed. */
    List<OutputItem> complete() {
        return List.copyOf(done);
    }
}
