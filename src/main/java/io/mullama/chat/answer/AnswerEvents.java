package io.mullama.chat.answer;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells what an answer turns out to be, and numbers its calls. For one answer. */
final class AnswerEvents {
    private final Consumer<AnswerEvent> listener;
    private final Supplier<String> ids;
    private int calls;

    /** {@code ids} gives calls that the model does not name itself names of their own. */
    AnswerEvents(Consumer<AnswerEvent> listener, Supplier<String> ids) {
        this.listener = listener;
        this.ids = ids;
    }

    void thinking(String text) {
        if (!text.isEmpty()) {
            listener.accept(new AnswerEvent.Thinking(text));
        }
    }

    void content(String text) {
        if (!text.isEmpty()) {
            listener.accept(new AnswerEvent.Content(text));
        }
    }

    /**
     * The next call begins.
     *
     * @param id the model's own; empty for none
     */
    void beginCall(String id, String name) {
        listener.accept(new AnswerEvent.CallBegun(calls, id.isEmpty() ? ids.get() : id, name));
    }

    /** More of the arguments of the call that has begun. */
    void arguments(String json) {
        if (!json.isEmpty()) {
            listener.accept(new AnswerEvent.CallArguments(calls, json));
        }
    }

    void endCall() {
        listener.accept(new AnswerEvent.CallEnded(calls));
        calls++;
    }
}
