package io.mullama.grammar.schema;

/** Finds shapes of which only the digits tell that they allow nothing. Stateless. */
final class Emptiness {
    private Emptiness() {}

    static void refuse(Shape shape) {
        if (shape instanceof Shape.Numeric numeric && isEmpty(numeric)) {
            throw new Inexpressible("it allows no value: no number is within its bounds");
        }
    }

    static boolean isEmpty(Shape.Numeric shape) {
        if (Numbers.isPlain(shape)) {
            return false;
        }
        return shape.step() == null
                ? Numbers.gbnf(shape).isEmpty()
                : Numbers.automaton(shape).isEmpty();
    }
}
