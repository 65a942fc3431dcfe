package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model says, in which tools may be called. White space beside a call is left out. */
final class ContentSection implements Section {
    private final @Nullable ToolFormat tools;
    private final List<ToolDefinition> definitions;

    ContentSection(@Nullable ToolFormat tools, List<ToolDefinition> definitions) {
        this.tools = tools;
        this.definitions = definitions;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        if (tools == null) {
            events.content(text.takeAll());
            return this;
        }
        Found call = text.find(0, tools.markers());
        if (call.marker() == null && text.isEnded()) {
            events.content(text.takeAll());
            return this;
        }
        events.content(text.take(text.beforeBlanks(call.position())));
        if (call.marker() == null) {
            return this;
        }
        String blanks = text.take(text.afterBlanks(0));
        return tools.calls(new CallPlace(blanks, definitions, this));
    }
}
