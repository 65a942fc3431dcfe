package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.grammar.regex.Automaton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What two shapes both allow. For one schema; not thread-safe. */
final class Intersection {
    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 100;

    /** States of a pattern times characters. */
    private static final int MOST_COUNTED = 3_000;

    private static final int SHORTEST_LIMIT = 256;

    /** The shape at a JSON pointer. */
    private final Function<String, Shape> definitions;

    private final Acceptance acceptance;
    private final MemberIntersection members = new MemberIntersection(this);
    private int steps;
    private int depth;

    Intersection(Function<String, Shape> definitions) {
        this.definitions = definitions;
        this.acceptance = new Acceptance(definitions);
    }

    Shape of(Shape one, Shape other) {
        if (one.equals(other) || other instanceof Shape.Any || one instanceof Shape.Nothing) {
            return one;
        }
        if (one instanceof Shape.Any || other instanceof Shape.Nothing) {
            return other;
        }
        if (++steps > MOST_STEPS || depth >= DEEPEST) {
            throw new Inexpressible("too much has to be combined");
        }
        depth++;
        try {
            return distinct(one, other);
        } finally {
            depth--;
        }
    }

    private Shape distinct(Shape one, Shape other) {
        if (one instanceof Shape.Reference reference) {
            return of(definitions.apply(reference.pointer()), other);
        }
        if (other instanceof Shape.Reference reference) {
            return of(one, definitions.apply(reference.pointer()));
        }
        if (one instanceof Shape.Union union) {
            return Unions.of(
                    union.alternatives().stream().map(each -> of(each, other)).toList());
        }
        if (other instanceof Shape.Union union) {
            return Unions.of(
                    union.alternatives().stream().map(each -> of(one, each)).toList());
        }
        if (one instanceof Shape.Values values) {
            return filtered(values, other);
        }
        if (other instanceof Shape.Values values) {
            return filtered(values, one);
        }
        return sameKind(one, other);
    }

    private Shape filtered(Shape.Values values, Shape by) {
        List<JsonNode> left = values.values().stream()
                .filter(value -> acceptance.accepts(by, value))
                .toList();
        if (!left.isEmpty()) {
            return new Shape.Values(left);
        }
        boolean listed = !values.equals(Shape.NULL) && !values.equals(Shape.BOOLEAN);
        return new Shape.Nothing(
                listed ? "the rest of it allows none of the values that it lists" : "it asks for two types at once");
    }

    private Shape sameKind(Shape one, Shape other) {
        if (one instanceof Shape.Numeric mine && other instanceof Shape.Numeric theirs) {
            return numeric(mine, theirs);
        }
        if (one instanceof Shape.Text mine && other instanceof Shape.Text theirs) {
            return text(mine, theirs);
        }
        if (one instanceof Shape.Items mine && other instanceof Shape.Items theirs) {
            return items(mine, theirs);
        }
        if (one instanceof Shape.Members mine && other instanceof Shape.Members theirs) {
            return members.of(mine, theirs);
        }
        return new Shape.Nothing("it asks for two types at once");
    }

    private static Shape numeric(Shape.Numeric one, Shape.Numeric other) {
        Interval interval = one.interval().and(other.interval());
        if (interval.isEmpty()) {
            return new Shape.Nothing("no number is within its bounds");
        }
        return new Shape.Numeric(one.whole() || other.whole(), interval, step(one.step(), other.step()));
    }

    private static @Nullable BigDecimal step(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int scale = Math.max(0, Math.max(one.scale(), other.scale()));
        BigInteger mine = one.movePointRight(scale).toBigInteger();
        BigInteger theirs = other.movePointRight(scale).toBigInteger();
        return new BigDecimal(mine.divide(mine.gcd(theirs)).multiply(theirs), scale);
    }

    /** Lengths and patterns become one pattern. */
    static Shape text(Shape.Text one, Shape.Text other) {
        int least = Math.max(one.least(), other.least());
        int most = smaller(one.most(), other.most());
        if (most != Shape.UNBOUNDED && least > most) {
            return new Shape.Nothing("'minLength' is over 'maxLength'");
        }
        Automaton pattern = both(one.pattern(), other.pattern());
        if (pattern == null) {
            return new Shape.Text(least, most, null);
        }
        if (!pattern.isOfLength(least, most)) {
            pattern = pattern.and(Automaton.ofLength(least, enforced(least, most, pattern)));
        }
        return pattern.isEmpty()
                ? new Shape.Nothing("no string matches it")
                : new Shape.Text(0, Shape.UNBOUNDED, pattern);
    }

    /** A long limit beside a pattern counts in every state of it: a shorter one is enforced then. */
    private static int enforced(int least, int most, Automaton pattern) {
        int possible = MOST_COUNTED / pattern.states();
        return possible >= Math.max(SHORTEST_LIMIT, 2L * least) && most > possible ? possible : most;
    }

    private static @Nullable Automaton both(@Nullable Automaton one, @Nullable Automaton other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.equals(other) ? one : one.and(other);
    }

    static int smaller(int one, int other) {
        return one == Shape.UNBOUNDED ? other : other == Shape.UNBOUNDED ? one : Math.min(one, other);
    }

    private Shape items(Shape.Items one, Shape.Items other) {
        int most = smaller(one.most(), other.most());
        List<Shape> first = new ArrayList<>();
        for (int i = 0; i < Math.max(one.first().size(), other.first().size()); i++) {
            Shape item = of(one.at(i), other.at(i));
            if (item instanceof Shape.Nothing) {
                most = smaller(most, i);
                break;
            }
            first.add(item);
        }
        Shape rest = of(one.rest(), other.rest());
        return Shape.items(first, rest, Math.max(one.least(), other.least()), most);
    }
}
