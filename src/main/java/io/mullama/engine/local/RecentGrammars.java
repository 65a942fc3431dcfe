package io.mullama.engine.local;

import io.mullama.grammar.Grammar;
import io.mullama.grammar.Stage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps the grammars that were read lately: a program asks with the same tools and schemas again and again. Thread-safe. */
final class RecentGrammars {
    /** Of their texts together; what is read of one takes about ten times as much. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** The one that was used longest ago comes first. */
    private final Map<Stage.Rules, Grammar> grammars = new LinkedHashMap<>(16, 0.75f, true);

    private long characters;

    /** The grammar of some rules, read unless it is there. */
    Grammar of(Stage.Rules rules, Function<Stage.Rules, Grammar> reader) {
        synchronized (grammars) {
            Grammar known = grammars.get(rules);
            if (known != null) {
                return known;
            }
        }
        // Not while others wait: a large one takes its time.
        Grammar grammar = reader.apply(rules);
        synchronized (grammars) {
            if (grammars.put(rules, grammar) == null) {
                characters += rules.gbnf().length();
            }
            forget();
        }
        return grammar;
    }

    private void forget() {
        Iterator<Stage.Rules> oldest = grammars.keySet().iterator();
        while (characters > MOST_CHARACTERS && oldest.hasNext()) {
            characters -= oldest.next().gbnf().length();
            oldest.remove();
        }
    }
}
