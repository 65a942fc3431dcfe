package io.mullama.template.golang;

import java.util.List;

/**
 * Commands, each of which hands its value to the next. Immutable.
 *
 * @param declared how many new variables take the value
 * @param assigned the places of the known variables that take the value
 */
record Pipeline(int offset, int declared, List<Integer> assigned, List<Command> commands) {
    /** An operand by itself, or a function and its arguments. */
    record Command(int offset, List<Operand> operands) {}

    /** Whether the value goes to variables, so that it is not printed. */
    boolean sets() {
        return declared > 0 || !assigned.isEmpty();
    }
}
