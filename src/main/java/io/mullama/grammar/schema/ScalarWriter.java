package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;
import java.util.HashMap;
import java.util.Map;

/** Writes numbers and strings. For one schema; not thread-safe. */
final class ScalarWriter {
    private final GrammarBuilder builder;

    /** Names of rules for what stands between the quotes. */
    private final Map<Automaton, String> patterns = new HashMap<>();

    private final Map<Shape.Numeric, String> numbers = new HashMap<>();

    ScalarWriter(GrammarBuilder builder) {
        this.builder = builder;
    }

    String number(Shape.Numeric shape, String wish) {
        if (Numbers.isPlain(shape)) {
            return shape.whole() ? builder.json().integer() : builder.json().number();
        }
        if (shape.step() == null && !Emptiness.isEmpty(shape)) {
            return Numbers.gbnf(shape);
        }
        return numbers.computeIfAbsent(
                shape, absent -> builder.text(wish + "-number", some(Numbers.automaton(absent))));
    }

    String text(Shape.Text shape, String wish) {
        Automaton pattern = shape.pattern();
        if (pattern != null) {
            String inside = patterns.computeIfAbsent(
                    pattern, absent -> AutomatonWriter.ofString(builder).rule(wish + "-text", some(absent)));
            return "\"\\\"\" " + inside + " \"\\\"\"";
        }
        if (shape.least() == 0 && shape.most() == Shape.UNBOUNDED) {
            return builder.json().string();
        }
        Repetition characters = new Repetition(builder, builder.json().character());
        return "\"\\\"\" " + characters.times(shape.least(), shape.most()) + " \"\\\"\"";
    }

    /** What was combined by chance far from where it was asked for may be empty only here. */
    private static Automaton some(Automaton automaton) {
        if (automaton.isEmpty()) {
            throw new SchemaException("the schema cannot be enforced: a part of it allows no value");
        }
        return automaton;
    }
}
