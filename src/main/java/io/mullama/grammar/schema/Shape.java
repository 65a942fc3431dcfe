package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mullama.grammar.regex.Automaton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values a schema allows, its keywords worked out. Immutable. */
sealed interface Shape {
    int UNBOUNDED = -1;

    Shape ANY = new Any();
    Shape NULL = new Values(List.of(NullNode.getInstance()));
    Shape BOOLEAN = new Values(List.of(BooleanNode.TRUE, BooleanNode.FALSE));

    /** Every value. */
    record Any() implements Shape {}

    /**
     * No value.
     *
     * @param reason why: {@code 'minLength' is over 'maxLength'}
     */
    record Nothing(String reason) implements Shape {}

    /** One of these. */
    record Values(List<JsonNode> values) implements Shape {}

    /**
     * A number.
     *
     * @param whole whether it has no fraction
     * @param step of which it is a multiple
     */
    record Numeric(
            boolean whole, Interval interval, @Nullable BigDecimal step) implements Shape {}

    /**
     * A string of so many code points.
     *
     * @param pattern what it must match, its length too
     */
    record Text(int least, int most, @Nullable Automaton pattern) implements Shape {}

    /** An array of so many values: first those of the list, then such as the rest allows. */
    record Items(List<Shape> first, Shape rest, int least, int most) implements Shape {
        Shape at(int index) {
            return index < first.size() ? first.get(index) : rest;
        }
    }

    /**
     * An object.
     *
     * @param members in the order in which they are written
     * @param listed whether the schema has a list of them, be it an empty one
     * @param others what members that are not listed may be; null where the schema is silent
     */
    record Members(
            Map<String, Member> members,
            boolean listed,
            @Nullable Shape others) implements Shape {
        /** What others may be: nothing where there is a list and the schema is silent. */
        Shape effectiveOthers() {
            if (others != null) {
                return others;
            }
            return listed ? new Nothing("no other properties are allowed") : ANY;
        }
    }

    /** Such arrays; nothing where there are none. No more values are possible than there are shapes for. */
    static Shape items(List<Shape> first, Shape rest, int least, int most) {
        int longest = rest instanceof Nothing ? Intersection.smaller(most, first.size()) : most;
        if (longest != UNBOUNDED && least > longest) {
            return new Nothing("'minItems' is over 'maxItems' or more than there are items");
        }
        List<Shape> possible = longest == UNBOUNDED || longest > first.size() ? first : first.subList(0, longest);
        return new Items(List.copyOf(possible), rest, least, longest);
    }

    /** One property. */
    record Member(Shape shape, boolean required) {}

    /** What any of these allows. */
    record Union(List<Shape> alternatives) implements Shape {}

    /** What the schema at that JSON pointer allows. */
    record Reference(String pointer) implements Shape {}
}
