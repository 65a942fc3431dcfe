package io.mullama.chat.turn;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Grammar;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.GrammarStage;
import io.mullama.grammar.Stage;
import io.mullama.grammar.TokenNames;
import io.mullama.grammar.TokenTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows plans with answers, byte by byte. Stateless. */
final class PlanWalk {
    private static final int END = 256;
    private static final TokenTable BYTES = TokenTable.of(
            END + 1, token -> token == END ? new byte[0] : new byte[] {(byte) token}, token -> token == END);

    private PlanWalk() {}

    /** Whether the text can come. */
    static boolean allows(AnswerPlan plan, String text) {
        return walk(plan, text) != null;
    }

    /** Whether the text can come, and the answer can end with it. */
    static boolean allowsWhole(AnswerPlan plan, String text) {
        GrammarMatcher matcher = walk(plan, text);
        return matcher != null && matcher.allows(END);
    }

    /** Whether stop texts count behind a text that can come. */
    static boolean stopsCount(AnswerPlan plan, String text) {
        GrammarMatcher matcher = Objects.requireNonNull(walk(plan, text));
        return plan.stages().get(matcher.stage()).stops();
    }

    private static @Nullable GrammarMatcher walk(AnswerPlan plan, String text) {
        List<GrammarStage> stages = plan.stages().stream().map(PlanWalk::stage).toList();
        GrammarMatcher matcher = new GrammarMatcher(stages, 0, BYTES);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (!matcher.allows(each & 0xff)) {
                return null;
            }
            matcher.accept(each & 0xff);
        }
        return matcher;
    }

    private static GrammarStage stage(Stage stage) {
        Stage.Rules rules = stage.rules();
        return rules == null
                ? new GrammarStage(null, stage.exits(), stage.next())
                : new GrammarStage(
                        Grammar.parse(rules.gbnf(), new NoTokens()), stage.exits(), stage.next(), rules.mayEnd());
    }

    private static final class NoTokens implements TokenNames {
        @Override
        public int size() {
            return END + 1;
        }

        @Override
        public int tokenOf(String text) {
            return -1;
        }
    }
}
