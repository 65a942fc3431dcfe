package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/** Arguments that are a JSON object; without any there need be none. Immutable. */
final class JsonArguments implements ArgumentFormat {
    static final ArgumentFormat FORMAT = new JsonArguments();

    /** Some models write the object into a string. */
    private static final List<String> BEGINNINGS = List.of("{", "\"");

    private JsonArguments() {}

    @Override
    public Reach begins(Incoming text, int index) {
        return Tags.reach(text, index, BEGINNINGS);
    }

    @Override
    public String rule(CallGrammar grammar, ToolDefinition tool) {
        return grammar.arguments(tool);
    }

    @Override
    public List<String> texts() {
        return List.of();
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new Body();
    }

    private static final class Body implements CallBody {
        private final Arguments arguments = new Arguments();
        private boolean begun;

        @Override
        public boolean read(Incoming text, AnswerEvents events) {
            if (!begun) {
                text.take(text.afterBlanks(0));
                begun = text.length() > 0;
                if (begun && Tags.reach(text, 0, BEGINNINGS) != Reach.YES) {
                    events.arguments("{}");
                    return true;
                }
            }
            return arguments.read(text, events);
        }
    }
}
