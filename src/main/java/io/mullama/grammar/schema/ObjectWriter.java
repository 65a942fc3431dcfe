package io.mullama.grammar.schema;

import io.mullama.grammar.regex.RegexException;
import io.mullama.grammar.regex.Search;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects: their members in the schema's order, each at most once, so that what was read tells what may follow.
 * For one schema; not thread-safe.
 */
final class ObjectWriter {
    /** Longer ones become rules, so that texts are not copied again and again. */
    private static final int LONGEST_INLINE = 2_000;

    private final GrammarBuilder builder;
    private final ShapeWriter shapes;

    ObjectWriter(GrammarBuilder builder, ShapeWriter shapes) {
        this.builder = builder;
        this.shapes = shapes;
    }

    /** A member as text, with its name. */
    private record Pair(String text, boolean required) {}

    String expression(Shape.Members members, String wish) {
        List<Pair> pairs = pairs(members, wish);
        String others = others(members, wish);
        String space = builder.whitespace();
        String end = space + " \"}\"";
        String comma = "\",\" " + space + " ";
        String start = "\"{\" " + space + " ";

        // "Keys": another member must come; "more": one may, after a comma, or the end.
        String keys = null;
        String more = end;
        if (others != null) {
            String again = builder.reserve(wish + "-others");
            builder.define(again, comma + others + " " + again + " | " + end);
            keys = others + " " + again;
            more = again;
        }
        boolean mayEnd = true;
        for (int i = pairs.size() - 1; i >= 0; i--) {
            Pair pair = pairs.get(i);
            keys = keys(pair, more, keys);
            mayEnd &= !pair.required();
            boolean usedTwice = i > 0 && !pairs.get(i - 1).required();
            if (!pair.required() || usedTwice || keys.length() > LONGEST_INLINE) {
                keys = builder.rule(wish + "-members", keys);
            }
            more = mayEnd ? "(" + comma + keys + " | " + end + ")" : comma + keys;
        }
        if (keys == null) {
            return start + "\"}\"";
        }
        return start + (mayEnd ? "(" + keys + " | \"}\")" : keys);
    }

    private static String keys(Pair pair, String more, @Nullable String later) {
        String here = pair.text() + " " + more;
        return pair.required() || later == null ? here : here + " | " + later;
    }

    private List<Pair> pairs(Shape.Members members, String wish) {
        List<Pair> pairs = new ArrayList<>();
        members.members().forEach((name, member) -> {
            if (!(member.shape() instanceof Shape.Nothing)) {
                String value = shapes.rule(member.shape(), wish + "-" + name);
                pairs.add(new Pair(key(name) + value, member.required()));
            }
        });
        return pairs;
    }

    private static String key(String name) {
        return GbnfText.literal(JsonText.quoted(name) + ":") + " \" \"? ";
    }

    /** A member of a name that is not listed; null where there are none. */
    private @Nullable String others(Shape.Members members, String wish) {
        Shape others = members.effectiveOthers();
        if (others instanceof Shape.Nothing) {
            return null;
        }
        String value = shapes.rule(others, wish + "-value");
        return builder.rule(wish + "-other", otherName(members, wish) + " " + JsonRules.COLON + value);
    }

    private String otherName(Shape.Members members, String wish) {
        if (members.members().isEmpty()) {
            return builder.json().string();
        }
        try {
            var names = Search.noneOf(List.copyOf(members.members().keySet()));
            return "\"\\\"\" " + AutomatonWriter.ofString(builder).rule(wish + "-name", names) + " \"\\\"\"";
        } catch (RegexException e) {
            throw new SchemaException(
                    "the schema is too large to be enforced: other properties beside so many that are named",
                    "set 'additionalProperties' to false");
        }
    }
}
