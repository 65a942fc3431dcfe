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
 * The stages of an answer: where a thought may begin, the thought, what may stand before what is said, what is said. For
 * one turn; not thread-safe.
 */
final class TurnStages {
    private static final String BLANKS = "[ \\t\\n\\r]{0,8}";
    private static final String FIELD = "think";
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final TurnRequest request;
    private final AnswerSyntax syntax;
    private final SaidStages said;
    private final BooleanSupplier thinksUnasked;

    /** {@code thinksUnasked}: whether the model thinks where nobody says whether it is to; asked only if it matters. */
    TurnStages(TurnRequest request, AnswerSyntax syntax, SaidStages said, BooleanSupplier thinksUnasked) {
        this.request = request;
        this.syntax = syntax;
        this.said = said;
        this.thinksUnasked = thinksUnasked;
    }

    /**
     * All of them.
     *
     * @throws io.mullama.model.MullamaException if the model cannot be held to what is asked for
     */
    List<Stage> all() {
        List<Stage> stages = new ArrayList<>();
        ThinkingFormat thinking = syntax.thinking();
        boolean thinks = thinking != null && (syntax.opened() || mayOpen());
        if (thinking != null && thinks) {
            if (!syntax.opened()) {
                stages.add(beginning(thinking.open()));
            }
            stages.add(thought(thinking, stages.size() + 1));
        }
        if (said.isHeld() && (thinks || !opens().isEmpty())) {
            Stage.Rules rules = new Stage.Rules("root ::= " + BLANKS + opens(), FIELD);
            stages.add(Stage.following(rules.onTheWay(), stages.size() + 1));
        }
        stages.addAll(said.from(stages.size()));
        return stages;
    }

    /**
     * Whether the model may begin a thought by itself. One that is held must be meant to think: it could think for no
     * other reason than that everything else it would say is forbidden.
     */
    private boolean mayOpen() {
        Thinking wish = request.conversation().thinking();
        return !said.isHeld() || wish.isWanted() || (wish == Thinking.UNSET && thinksUnasked.getAsBoolean());
    }

    /** What is said at once, or the mark of a thought, which is the second stage. */
    private Stage beginning(String open) {
        Stage.Exit exit = new Stage.Exit(open, 1, true);
        if (!said.isHeld()) {
            // What is said begins with the third stage.
            return said.from(2).get(0).with(exit);
        }
        if (request.text() instanceof TextRules.Gbnf) {
            // A grammar of one's own cannot be put beside anything: it begins with the fourth stage, behind the blanks.
            Stage.Rules rules = new Stage.Rules("root ::= " + BLANKS + " " + literal(open) + "?", FIELD);
            return Stage.following(rules.onTheWay(), 3, exit);
        }
        return said.heldOr(BLANKS + opens(), open).with(exit);
    }

    private Stage thought(ThinkingFormat thinking, int after) {
        Stage.Exit exit = new Stage.Exit(thinking.close(), after);
        // A model that stops while it thinks must still say what is asked for.
        Stage stage = new Stage(null, List.of(exit), said.isHeld() ? after : Stage.END, null, false);
        int budget = budget();
        return budget < UNBOUNDED || said.isHeld()
                ? stage.withBudget(new Stage.Budget(budget, thinking.ending()))
                : stage;
    }

    /** A model that thinks although it is told not to is stopped at once. */
    private int budget() {
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
