package io.mullama.chat.turn;

import io.mullama.chat.Thinking;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.ThinkingFormat;
import io.mullama.grammar.Stage;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The stages of an answer: where a thought may begin, the thought, the blanks behind it, what is said. For one turn; not
 * thread-safe.
 */
final class TurnStages {
    private static final String BLANKS = "[ \\t\\n\\r]{0,8}";
    private static final String FIELD = "think";
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final TurnRequest request;
    private final AnswerSyntax syntax;
    private final HeldAnswer answer;
    private final BooleanSupplier thinksUnasked;

    /** {@code thinksUnasked}: whether the model thinks where nobody says whether it is to; asked only if it matters. */
    TurnStages(TurnRequest request, AnswerSyntax syntax, HeldAnswer answer, BooleanSupplier thinksUnasked) {
        this.request = request;
        this.syntax = syntax;
        this.answer = answer;
        this.thinksUnasked = thinksUnasked;
    }

    /** Whether the engine ends a thought at the first mark that closes it, be it meant so or not. */
    static boolean endsThoughts(TurnRequest request, HeldAnswer answer) {
        return answer.isHeld() || budget(request) < UNBOUNDED;
    }

    /**
     * All of them.
     *
     * @throws io.mullama.model.MullamaException if the model cannot be held to what is asked for
     */
    List<Stage> all() {
        ThinkingFormat thinking = syntax.thinking();
        if (thinking == null || !(syntax.opened() || mayOpen())) {
            return said(0);
        }
        int thought = syntax.opened() ? 0 : 1;
        int gap = thought + 1;
        int said = thinking.endsMessage() ? gap : gap + 1;
        List<Stage> behind = said(said);
        List<Stage> stages = new ArrayList<>();
        if (!syntax.opened()) {
            stages.add(beginning(new Stage.Exit(thinking.open(), thought, true), behind.get(0), gap));
        }
        stages.add(thought(thinking, gap, behind.get(0)));
        if (said > gap) {
            Stage.Rules blanks = new Stage.Rules("root ::= " + BLANKS, FIELD, !answer.isHeld());
            stages.add(Stage.following(blanks, said).withoutStops());
        }
        stages.addAll(behind);
        return stages;
    }

    /**
     * Whether the model may begin a thought by itself. One that is held must be meant to think: it could think for no
     * other reason than that everything else it would say is forbidden.
     */
    private boolean mayOpen() {
        Thinking wish = request.conversation().thinking();
        return !answer.isHeld() || wish.isWanted() || (wish == Thinking.UNSET && thinksUnasked.getAsBoolean());
    }

    private List<Stage> said(int index) {
        if (!answer.isHeld()) {
            return answer.free(index);
        }
        if (!answer.isGrammar()) {
            return List.of(answer.held(BLANKS + opens(), ""));
        }
        return opens().isEmpty()
                ? List.of(answer.grammar())
                : List.of(onTheWay(BLANKS + opens(), index + 1), answer.grammar());
    }

    /** What is said at once, or the mark of a thought, to which the exit leads. */
    private Stage beginning(Stage.Exit exit, Stage said, int gap) {
        String open = BLANKS + " " + literal(exit.marker());
        if (!answer.isHeld()) {
            return said.with(exit);
        }
        return answer.isGrammar()
                ? onTheWay("(" + open + ")?", gap).with(exit)
                : answer.held(BLANKS + opens(), open).with(exit);
    }

    private static Stage onTheWay(String expression, int next) {
        return Stage.following(new Stage.Rules("root ::= " + expression, FIELD).onTheWay(), next);
    }

    /** Calls that begin with a control token end a thought as well: the model has forgotten to. */
    private Stage thought(ThinkingFormat thinking, int after, Stage said) {
        List<Stage.Exit> exits = new ArrayList<>(List.of(new Stage.Exit(thinking.close(), after)));
        if (!answer.isHeld()) {
            said.exits().stream()
                    .filter(exit -> syntax.endsThought(exit.marker()))
                    .forEach(exits::add);
        }
        // A model that stops while it thinks must still say what is asked for.
        Stage stage = new Stage(null, exits, answer.isHeld() ? after : Stage.END, null, false);
        int budget = budget(request);
        return budget < UNBOUNDED || answer.isHeld()
                ? stage.withBudget(new Stage.Budget(budget, thinking.ending(syntax.tools() != null)))
                : stage;
    }

    /** A model that thinks although it is told not to is stopped at once. */
    private static int budget(TurnRequest request) {
        return request.conversation().thinking() == Thinking.OFF
                ? 0
                : request.thinkingBudget().orElse(UNBOUNDED);
    }

    /** What some models write before what they say. */
    private String opens() {
        List<String> opens = syntax.thinking() == null
                ? List.of()
                : syntax.thinking().content().opens();
        return opens.isEmpty()
                ? ""
                : opens.stream().map(TurnStages::literal).collect(Collectors.joining(" | ", " (", ")? " + BLANKS));
    }

    private static String literal(String text) {
        return GrammarBuilder.literal(text);
    }
}
