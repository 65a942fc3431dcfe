package io.mullama.template.golang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a parsed template. Immutable. */
sealed interface Node {
    /** Where it starts in the source, in UTF-16 units. */
    int offset();

    /** What is printed as it is. */
    record Text(int offset, String text) implements Node {}

    /** A pipeline that prints its value, or sets a variable. */
    record Action(int offset, Pipeline pipeline) implements Node {}

    /** What a branch does with its pipeline's value. */
    enum Choice {
        IF,
        WITH,
        RANGE
    }

    /**
     * A body that depends on a value.
     *
     * @param otherwise null where there is no {@code else}
     */
    record Branch(
            int offset,
            Choice choice,
            Pipeline pipeline,
            List<Node> body,
            @Nullable List<Node> otherwise) implements Node {}

    /** Another template in place. */
    record Invocation(int offset, String name, @Nullable Pipeline pipeline) implements Node {}

    /**
     * The end of a turn of the innermost range.
     *
     * @param last whether no turn follows
     */
    record Jump(int offset, boolean last) implements Node {}
}
