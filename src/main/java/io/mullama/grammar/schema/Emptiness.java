package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;

/** Finds shapes of which only the digits tell that they allow nothing. Stateless. */
final class Emptiness {
    private Emptiness() {}

    static void refuse(Shape shape) {
        if (shape instanceof Shape.Numeric numeric && !Numbers.isPlain(numeric)) {
            Automaton automaton = Numbers.automaton(numeric);
            if (automaton.isEmpty()) {
                throw new Inexpressible("it allows no value: no number is within its bounds");
            }
        }
    }
}
