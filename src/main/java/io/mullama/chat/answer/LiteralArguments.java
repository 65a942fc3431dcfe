package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/**
 * Arguments that are an object whose keys stand without quotes. Immutable.
 *
 * @param quote stands around strings
 */
record LiteralArguments(String quote) implements ArgumentFormat {

    @Override
    public Reach begins(Incoming text, int index) {
        return text.reach(index, "{");
    }

    @Override
    public boolean mayBeMissing() {
        return false;
    }

    @Override
    public String rule(CallGrammar grammar, ToolDefinition tool) {
        return new LiteralRules(new ArgumentRules(grammar, tool), quote).object(ParameterSchema.of(tool.parameters()));
    }

    @Override
    public List<String> texts() {
        return List.of(quote);
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        LiteralScan scan = new LiteralScan(LiteralStyle.quoted(quote));
        return (text, events) -> {
            events.arguments(scan.read(text));
            return scan.isComplete();
        };
    }
}
