package io.mullama.template.golang;

import java.util.List;

/** What a command is made of. Immutable. */
sealed interface Operand {
    /** Where it starts in the source, in UTF-16 units. */
    int offset();

    /** A string, a number or a truth value. */
    record Literal(int offset, GoValue value) implements Operand {}

    /** {@code nil}, which only functions take. */
    record Nothing(int offset) implements Operand {}

    /** {@code .} */
    record Dot(int offset) implements Operand {}

    /** The name of a function. */
    record Name(int offset, String name) implements Operand {}

    /**
     * A variable.
     *
     * @param place in the order of declaration; {@code $} is 0
     */
    record Variable(int offset, String name, int place) implements Operand {}

    /** A pipeline in parentheses. */
    record Group(int offset, Pipeline pipeline) implements Operand {}

    /** Fields of what another operand gives: {@code .A.B}, {@code $x.A}, {@code (index . 0).A}. */
    record Fields(int offset, Operand base, List<String> names) implements Operand {}
}
