package io.mullama.chat.turn;

import io.mullama.chat.Conversation;
import io.mullama.chat.ToolChoice;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.CallRules;
import io.mullama.grammar.Stage;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.grammar.schema.SchemaException;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;

/** The stages of what a model says and calls, thoughts aside. For one turn. */
final class SaidStages {
    private static final String TOOLS = "tools";

    private final TurnRequest request;
    private final AnswerSyntax syntax;

    SaidStages(TurnRequest request, AnswerSyntax syntax) {
        this.request = request;
        this.syntax = syntax;
    }

    /** Whether it must follow rules from its beginning. */
    boolean isHeld() {
        return isCallRequired() || !(request.text() instanceof TextRules.Free);
    }

    /** The stages, of which the first has that index in the plan. */
    List<Stage> from(int index) {
        if (isHeld()) {
            return List.of(Stage.following(rules(), Stage.END));
        }
        return syntax.tools() == null ? List.of(Stage.FREE) : lazy(index);
    }

    private boolean isCallRequired() {
        ToolChoice choice = request.conversation().toolChoice();
        return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Function;
    }

    /** Free text, in which a call is held to its rules once it has begun. */
    private List<Stage> lazy(int index) {
        List<Stage> stages = new ArrayList<>();
        List<Stage.Exit> exits = new ArrayList<>();
        for (CallRules.Trigger trigger : triggers()) {
            exits.add(new Stage.Exit(trigger.marker(), index + 1 + exits.size()));
        }
        return stages;
    }
}
