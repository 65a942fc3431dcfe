package io.mullama.chat.turn;

import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.CallGrammar;
import io.mullama.chat.answer.CallRules;
import io.mullama.grammar.Stage;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.grammar.schema.SchemaException;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What a model is held to while it answers, thoughts aside. For one turn; not thread-safe. */
final class HeldAnswer {
    private static final String TOOLS = "tools";

    private final TurnRequest request;
    private final AnswerSyntax syntax;
    private final RecentStages recent;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * What is asked of an answer.
     *
     * @throws MullamaException if the model cannot be held to it
     */
    HeldAnswer(TurnRequest request, AnswerSyntax syntax, RecentStages recent) {
        this.recent = recent;
        this.request = request;
        this.syntax = syntax;
        if (isCallRequired() && syntax.tools() == null) {
            throw MullamaException.invalidField(
                    "tool_choice", "'tool_choice' requires a call, and this model has no way to call tools");
        }
        if (syntax.tools() != null && isGrammar()) {
            throw MullamaException.invalidField(
                    "grammar", "'grammar' cannot be combined with 'tools'; leave one out, or choose no tool");
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

    /** Whether the rules are a grammar of the request's own, which nothing can be put beside. */
    boolean isGrammar() {
        return request.text() instanceof TextRules.Gbnf;
    }

    /** The stage of a grammar of the request's own. */
    Stage grammar() {
        return request.text().plan().stages().get(0);
    }

    /**
     * The stage of an answer that is held, which ends it.
     *
     * @param before an expression for what may stand before it
     * @param otherwise an expression for what may come instead; empty for nothing
     */
    Stage held(String before, String otherwise) {
        return made(before + " | " + otherwise, () -> List.of(makeHeld(before, otherwise)))
                .get(0);
    }

    /** Notes of what is made are told with it, whenever it was made. */
    private List<Stage> made(String place, Supplier<List<Stage>> maker) {
        String choice = isCallRequired() ? "required " : "";
        RecentStages.Wish wish = new RecentStages.Wish(
                syntax.tools(), callable(), request.text(), request.parallelCalls(), choice + place);
        RecentStages.Made made = recent.of(wish, () -> {
            List<Stage> stages = maker.get();
            return new RecentStages.Made(stages, List.copyOf(notes));
        });
        notes.addAll(made.notes());
        return made.stages();
    }

    private Stage makeHeld(String before, String otherwise) {
        GrammarBuilder builder = new GrammarBuilder();
        String root = before + " (" + expression(builder) + ")" + (otherwise.isEmpty() ? "" : " | " + otherwise);
        Stage.Rules rules = SchemaErrors.named(TOOLS, () -> new Stage.Rules(builder.build(root), field()));
        Stage stage = Stage.following(rules, Stage.END);
        return isCallRequired() ? stage.withoutStops() : stage;
    }

    private String expression(GrammarBuilder builder) {
        if (isCallRequired()) {
            return SchemaErrors.named(TOOLS, () -> calls(builder).calls());
        }
        String text = builder.anyObject();
        if (request.text() instanceof TextRules.Schema wanted) {
            text = SchemaErrors.named(wanted.field(), () -> builder.schema(wanted.schema(), wanted.field()));
        }
        return syntax.tools() == null
                ? text
                : text + " | " + SchemaErrors.named(TOOLS, () -> calls(builder).calls());
    }

    private String field() {
        return isCallRequired() ? TOOLS : request.text() instanceof TextRules.Schema wanted ? wanted.field() : "format";
    }

    private boolean isCallRequired() {
        ToolChoice choice = request.conversation().toolChoice();
        return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Function;
    }

    /** Free text, the first of the stages, in which a call is held to its rules once it has begun. */
    List<Stage> free(int index) {
        if (syntax.tools() == null) {
            return List.of(Stage.FREE);
        }
        return made("free " + index, () -> lazyOrFree(index));
    }

    private List<Stage> lazyOrFree(int index) {
        try {
            return lazy(index);
        } catch (SchemaException e) {
            notes.add("calls are not held to their schemas: " + e.getMessage());
            return List.of(Stage.FREE);
        }
    }

    private List<Stage> lazy(int index) {
        GrammarBuilder builder = new GrammarBuilder();
        Map<String, Stage> calls = new HashMap<>();
        int next = request.parallelCalls() ? index : Stage.END;
        List<Stage.Exit> exits = new ArrayList<>();
        List<Stage> stages = new ArrayList<>(List.of(Stage.FREE));
        for (CallRules.Trigger trigger : calls(builder).triggers()) {
            Stage call = calls.get(trigger.rest());
            if (call == null) {
                Stage.Rules rules = new Stage.Rules(builder.build(trigger.rest()), TOOLS);
                // A stop text that cut a call would leave nothing that can be used.
                call = Stage.following(rules, next).withoutStops();
                calls.put(trigger.rest(), call);
                stages.add(call);
            }
            exits.add(new Stage.Exit(trigger.marker(), index + stages.indexOf(call), trigger.first()));
        }
        stages.set(0, Stage.free(exits.toArray(Stage.Exit[]::new)));
        return stages;
    }

    private CallRules calls(GrammarBuilder builder) {
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
}
