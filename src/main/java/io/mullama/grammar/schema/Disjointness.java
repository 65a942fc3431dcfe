package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether two shapes have no value in common, as far as that is plain: only then does {@code oneOf} say what
 * {@code anyOf} says. For one schema; not thread-safe.
 */
final class Disjointness {
    private static final int DEEPEST = 10;
    private static final int MOST_PAIRS = 20_000;

    /** The shape at a JSON pointer. */
    private final Function<String, Shape> definitions;

    private final Acceptance acceptance;
    private int pairs;

    Disjointness(Function<String, Shape> definitions) {
        this.definitions = definitions;
        this.acceptance = new Acceptance(definitions);
    }

    /** Refuses alternatives that may both hold. */
    void check(List<Shape> alternatives, SchemaPath path) {
        for (int i = 0; i < alternatives.size(); i++) {
            for (int j = i + 1; j < alternatives.size(); j++) {
                if (!areDisjoint(alternatives.get(i), alternatives.get(j), 0)) {
                    throw path.error(
                            "cannot be enforced: a value might be both [%d] and [%d]".formatted(i, j),
                            "use 'anyOf', or give each a property with its own 'const'");
                }
            }
        }
    }

    private boolean areDisjoint(Shape one, Shape other, int depth) {
        if (depth > DEEPEST || ++pairs > MOST_PAIRS) {
            return false;
        }
        if (one instanceof Shape.Reference reference) {
            return areDisjoint(definitions.apply(reference.pointer()), other, depth + 1);
        }
        if (one instanceof Shape.Union union) {
            return union.alternatives().stream().allMatch(each -> areDisjoint(each, other, depth + 1));
        }
        if (other instanceof Shape.Reference || other instanceof Shape.Union) {
            return areDisjoint(other, one, depth + 1);
        }
        if (one instanceof Shape.Values values) {
            return noneAccepted(values, other);
        }
        if (other instanceof Shape.Values values) {
            return noneAccepted(values, one);
        }
        if (one instanceof Shape.Any || other instanceof Shape.Any) {
            return false;
        }
        return !one.getClass().equals(other.getClass()) || sameKind(one, other, depth);
    }

    private boolean noneAccepted(Shape.Values values, Shape by) {
        for (JsonNode value : values.values()) {
            if (acceptance.accepts(by, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameKind(Shape one, Shape other, int depth) {
        if (one instanceof Shape.Numeric mine && other instanceof Shape.Numeric theirs) {
            return mine.interval().and(theirs.interval()).isEmpty();
        }
        if (one instanceof Shape.Text mine && other instanceof Shape.Text theirs) {
            return Intersection.text(mine, theirs) instanceof Shape.Nothing;
        }
        if (one instanceof Shape.Members mine && other instanceof Shape.Members theirs) {
            return lacks(mine, theirs) || lacks(theirs, mine) || differ(mine, theirs, depth);
        }
        return one instanceof Shape.Items mine
                && other instanceof Shape.Items theirs
                && (isShorter(mine, theirs) || isShorter(theirs, mine));
    }

    /** Whether one needs a property that the other does not allow. */
    private static boolean lacks(Shape.Members one, Shape.Members other) {
        return one.members().entrySet().stream()
                .anyMatch(member -> member.getValue().required()
                        && !other.members().containsKey(member.getKey())
                        && other.effectiveOthers() instanceof Shape.Nothing);
    }

    /** Whether both need a property, and its values differ. */
    private boolean differ(Shape.Members one, Shape.Members other, int depth) {
        for (Map.Entry<String, Shape.Member> member : one.members().entrySet()) {
            Shape.Member theirs = other.members().get(member.getKey());
            if (theirs != null
                    && (theirs.required() || member.getValue().required())
                    && areDisjoint(member.getValue().shape(), theirs.shape(), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShorter(Shape.Items one, Shape.Items other) {
        return one.most() != Shape.UNBOUNDED && one.most() < other.least();
    }
}
