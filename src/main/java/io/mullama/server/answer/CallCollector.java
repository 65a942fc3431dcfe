package io.mullama.server.answer;

import io.mullama.api.ToolCallField;
import io.mullama.chat.answer.AnswerEvent;
import java.util.Optional;

/** Puts a choice's calls together from their events. For one choice. */
public final class CallCollector {
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";

    /** The call that the event ends, if it ends one. */
    public Optional<ToolCallField> add(AnswerEvent event) {
        if (event instanceof AnswerEvent.CallBegun begun) {
            id = begun.id();
            name = begun.name();
            arguments.setLength(0);
        } else if (event instanceof AnswerEvent.CallArguments more) {
            arguments.append(more.json());
        } else if (event instanceof AnswerEvent.CallEnded) {
            return Optional.of(new ToolCallField(id, name, arguments.toString()));
        }
        return Optional.empty();
    }
}
