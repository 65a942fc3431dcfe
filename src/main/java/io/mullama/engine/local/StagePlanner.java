package io.mullama.engine.local;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Grammar;
import io.mullama.grammar.GrammarException;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.GrammarStage;
import io.mullama.grammar.Stage;
import io.mullama.grammar.TokenNames;
import io.mullama.grammar.TokenTable;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads what answers are to go through in terms of one vocabulary, on the requests' own threads. Thread-safe. */
final class StagePlanner {
    private static final int[] NOTHING = {};

    private final TokenTable tokens;
    private final TokenNames names;
    private final Function<String, int[]> tokenizer;
    private final RecentGrammars recent = new RecentGrammars();

    StagePlanner(Vocab vocab) {
        this(
                TokenTable.of(vocab.size(), vocab::piece, vocab::endsGeneration),
                vocab.size(),
                text -> vocab.tokenize(text, true));
    }

    /** {@code tokenizer} takes {@code </think>} for a control token. */
    StagePlanner(TokenTable tokens, int size, Function<String, int[]> tokenizer) {
        this.tokens = tokens;
        this.names = new Names(size, tokenizer);
        this.tokenizer = tokenizer;
    }

    /**
     * What the plan means for this vocabulary.
     *
     * @throws MullamaException if its rules cannot be used
     */
    StagePlan plan(AnswerPlan asked) {
        List<Stage> stages = asked.stages();
        if (stages.stream().anyMatch(stage -> stage.rules() != null || stage.next() != Stage.END)) {
            tokens.prepare();
        }
        List<GrammarStage> read = stages.stream().map(this::stage).toList();
        StagePlan open = new StagePlan(read, showing(asked.visible()), stages, List.of());
        List<int[]> closings = IntStream.range(0, stages.size())
                .mapToObj(stage -> closing(open, stage))
                .toList();
        return new StagePlan(read, open.tokens(), stages, closings);
    }

    private GrammarStage stage(Stage stage) {
        Stage.Rules rules = stage.rules();
        Grammar grammar = rules == null ? null : recent.of(rules, this::grammar);
        boolean mayEnd = rules == null ? stage.next() == Stage.END : rules.mayEnd();
        return new GrammarStage(grammar, stage.exits(), stage.next(), mayEnd);
    }

    private Grammar grammar(Stage.Rules rules) {
        try {
            Grammar grammar = Grammar.parse(rules.gbnf(), names);
            // One that can begin in too many ways is refused before anything is computed.
            new GrammarMatcher(grammar, tokens);
            return grammar;
        } catch (GrammarException e) {
            throw StagePlan.unusable(rules.field(), e);
        }
    }

    private TokenTable showing(List<String> texts) {
        Map<Integer, byte[]> shown = new HashMap<>();
        for (String text : texts) {
            int token = names.tokenOf(text);
            if (token >= 0 && (tokens.text(token).length == 0 || tokens.isEnd(token))) {
                shown.put(token, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return shown.isEmpty() ? tokens : tokens.showing(shown);
    }

    /**
     * The tokens of a closing: those of the whole text, as a model was trained on; where one of them holds the end of
     * the marker and a text that the next stage refuses, the marker has to end with a token.
     */
    private int[] closing(StagePlan plan, int stage) {
        Stage.Budget budget = plan.asked().get(stage).budget();
        if (budget == null) {
            return NOTHING;
        }
        String closing = budget.closing();
        int[] whole = tokenizer.apply(closing);
        int marked = endOfMarker(plan.asked().get(stage), closing);
        return marked < 0 || isAllowed(plan, stage, whole)
                ? whole
                : IntStream.concat(
                                IntStream.of(tokenizer.apply(closing.substring(0, marked))),
                                IntStream.of(tokenizer.apply(closing.substring(marked))))
                        .toArray();
    }

    private static boolean isAllowed(StagePlan plan, int stage, int[] closing) {
        try {
            GrammarMatcher matcher = plan.matcher(stage);
            for (int token : closing) {
                if (!matcher.allows(token)) {
                    return false;
                }
                matcher.accept(token);
            }
            return true;
        } catch (GrammarException e) {
            throw plan.unusable(stage, e);
        }
    }

    /** Where the first marker ends; negative if there is none. */
    private static int endOfMarker(Stage stage, String closing) {
        return stage.exits().stream()
                .map(Stage.Exit::marker)
                .filter(closing::contains)
                .mapToInt(marker -> closing.indexOf(marker) + marker.length())
                .min()
                .orElse(-1);
    }

    /** A vocabulary for grammars that mention tokens. Thread-safe. */
    private record Names(int size, Function<String, int[]> tokenizer) implements TokenNames {
        @Override
        public int tokenOf(String text) {
            int[] found = tokenizer.apply(text);
            return found.length == 1 ? found[0] : -1;
        }
    }
}
