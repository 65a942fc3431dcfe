package io.mullama.chat.turn;

import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.CallGrammar;
import io.mullama.chat.answer.CallRules;
import io.mullama.grammar.Stage;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The stages of what a model says and calls, thoughts aside. For one turn; not thread-safe. */
final class SaidStages {
    private static final String TOOLS = "tools";

    private final TurnRequest request;
    private final AnswerSyntax syntax;
    private final List<String> notes = new ArrayList<>();

    /**
     * Stages for an answer.
     *
     * @throws MullamaException if calls are required of a model that has no way to make them
     */
    SaidStages(TurnRequest request, AnswerSyntax syntax) {
        this.request = request;
        this.syntax = syntax;
        if (isCallRequired() && syntax.tools() == null) {
            throw MullamaException.invalidField(
                    "tool_choice", "'tool_choice' requires a call, and this model has no way to call tools");
        }
    }

    /** What the answer is not held to, for people; known once the stages are made. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether it must follow rules from its beginning. */
    boolean isHeld() {
        return isCallRequired() || !(request.text() instanceof TextRules.Free);
    }

    /** The stages, of which the first has that index in the plan. */
    List<Stage> from(int index) {
        if (syntax.tools() == null) {
            return request.text().plan().stages();
        }
        if (!isHeld()) {
            return lazy(index);
        }
        GrammarBuilder builder = new GrammarBuilder();
        return List.of(Stage.following(rules(builder, held(builder)), Stage.END));
    }

    /**
     * The same in one stage, behind what an expression allows, or another text instead; not for a grammar of one's own.
     */
    Stage heldOr(String before, String text) {
        GrammarBuilder builder = new GrammarBuilder();
        String root = before + " (" + held(builder) + ") | " + before + " " + GrammarBuilder.literal(text);
        return Stage.following(rules(builder, root), Stage.END);
    }

    private String held(GrammarBuilder builder) {
        if (isCallRequired()) {
            return rules(builder).calls();
        }
        String text = text(builder);
        return syntax.tools() == null ? text : text + " | " + rules(builder).calls();
    }

    private boolean isCallRequired() {
        ToolChoice choice = request.conversation().toolChoice();
        return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Function;
    }

    /** Free text, in which a call is held to its rules once it has begun. */
    private List<Stage> lazy(int index) {
        GrammarBuilder first = new GrammarBuilder();
        List<CallRules.Trigger> triggers = rules(first).triggers();
        List<Stage.Exit> exits = new ArrayList<>();
        List<Stage> calls = new ArrayList<>();
        for (CallRules.Trigger trigger : triggers) {
            exits.add(new Stage.Exit(trigger.marker(), index + 1 + calls.size()));
            calls.add(Stage.following(rules(first, trigger.rest()), request.parallelCalls() ? index : Stage.END));
        }
        List<Stage> stages = new ArrayList<>(List.of(Stage.free(exits.toArray(Stage.Exit[]::new))));
        stages.addAll(calls);
        return stages;
    }

    private String text(GrammarBuilder builder) {
        if (request.text() instanceof TextRules.Schema wanted) {
            return SchemaErrors.named(wanted.field(), () -> builder.schema(wanted.schema(), wanted.field()));
        }
        if (request.text() instanceof TextRules.AnyJson) {
            return builder.anyObject();
        }
        throw MullamaException.invalidField(
                "grammar", "'grammar' cannot be combined with 'tools'; leave one out, or choose no tool");
    }

    private CallRules rules(GrammarBuilder builder) {
        CallGrammar grammar = new CallGrammar(builder, callable(), request.parallelCalls());
        CallRules rules = Objects.requireNonNull(syntax.tools()).rules(grammar);
        notes.addAll(grammar.notes());
        return rules;
    }

    private List<ToolDefinition> callable() {
        return request.conversation().toolChoice() instanceof ToolChoice.Function only
                ? syntax.definitions().stream()
                        .filter(tool -> tool.name().equals(only.name()))
                        .toList()
                : syntax.definitions();
    }

    private static Stage.Rules rules(GrammarBuilder builder, String root) {
        return SchemaErrors.named(TOOLS, () -> new Stage.Rules(builder.build(root), TOOLS));
    }
}
