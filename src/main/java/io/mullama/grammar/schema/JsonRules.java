package io.mullama.grammar.schema;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that JSON itself needs, added as they are asked for. For one grammar; not thread-safe.
 *
 * <p>Numbers have at most 18 digits before the point, 16 behind it and 2 in the exponent: whole ones fit in 64 bits,
 * others in a double.
 */
final class JsonRules {
    static final int MOST_WHOLE_DIGITS = 18;
    static final int MOST_FRACTION_DIGITS = 16;
    static final String COLON = "\":\" \" \"? ";

    private static final CharacterSet MUST_BE_ESCAPED = CharacterSet.of(List.of(
            new CharacterSet.Range(0, 0x1F), new CharacterSet.Range('"', '"'), new CharacterSet.Range('\\', '\\')));
    private static final CharacterSet UNESCAPED = MUST_BE_ESCAPED.complement().and(CharacterSet.TEXT);

    /** What JSON has a letter for, and the letters. */
    private static final String NAMED = "\"\\\b\f\n\r\t";

    private static final String NAMES = "\"\\bfnrt";

    private final GrammarBuilder builder;
    private @Nullable String value;

    JsonRules(GrammarBuilder builder) {
        this.builder = builder;
    }

    String space() {
        return builder.rule("space", "\"\" | \" \" | \"\\n\" [ \\t]{0,20}");
    }

    /** One character of a string in any way of writing it: an escaped pair of surrogates is one, half of one is none. */
    String character() {
        String high = "[dD] ([0-7] [0-9a-fA-F]{2} | [89abAB] [0-9a-fA-F]{2} \"\\\\u\" [dD] [c-fC-F] [0-9a-fA-F]{2})";
        return builder.rule(
                "char",
                GbnfText.one(UNESCAPED) + " | \"\\\\\" ([\\\"\\\\/bfnrt] | \"u\" ([0-9a-cA-CefEF] [0-9a-fA-F]{3} | "
                        + high + "))");
    }

    String string() {
        return builder.rule("string", "\"\\\"\" " + character() + "* \"\\\"\"");
    }

    String integer() {
        return builder.rule("integer", "\"0\" | \"-\"? [1-9] [0-9]{0," + (MOST_WHOLE_DIGITS - 1) + "}");
    }

    String number() {
        return builder.rule(
                "number",
                "\"-\"? (\"0\" | [1-9] [0-9]{0,%d}) (\".\" [0-9]{1,%d})? ([eE] [-+]? [0-9]{1,2})?"
                        .formatted(MOST_WHOLE_DIGITS - 1, MOST_FRACTION_DIGITS));
    }

    String value() {
        if (value == null) {
            value = builder.reserve("value");
            String object = object();
            String array = array();
            builder.define(
                    value, String.join(" | ", object, array, string(), number(), "\"true\" | \"false\" | \"null\""));
        }
        return value;
    }

    String object() {
        return builder.rule(
                "object",
                "\"{\" %1$s (%2$s %3$s%4$s (\",\" %1$s %2$s %3$s%4$s)*)? %1$s \"}\""
                        .formatted(space(), string(), COLON, value()));
    }

    String array() {
        return builder.rule("array", "\"[\" %1$s (%2$s (\",\" %1$s %2$s)*)? %1$s \"]\"".formatted(space(), value()));
    }

    /** One character of the set in a string, written as short as it can be. */
    String oneOf(CharacterSet set) {
        List<String> ways = new ArrayList<>();
        CharacterSet plain = set.and(UNESCAPED);
        if (!plain.isEmpty()) {
            ways.add(GbnfText.one(plain));
        }
        CharacterSet escaped = set.and(MUST_BE_ESCAPED);
        if (!escaped.isEmpty()) {
            String one = escapes(escaped);
            ways.add(one.contains("|") ? builder.rule("escape", one) : one);
        }
        return ways.size() == 1 && !ways.get(0).contains("|") ? ways.get(0) : "(" + String.join(" | ", ways) + ")";
    }

    private static String escapes(CharacterSet set) {
        List<Integer> characters = set.ranges().stream()
                .flatMap(range ->
                        IntStream.rangeClosed(range.first(), range.last()).boxed())
                .toList();
        List<String> ways = new ArrayList<>();
        List<CharacterSet.Range> named = new ArrayList<>();
        for (int character : characters) {
            int name = NAMED.indexOf(character);
            if (name >= 0) {
                named.add(new CharacterSet.Range(NAMES.charAt(name), NAMES.charAt(name)));
            } else {
                ways.add("\"\\\\u%04x\"".formatted(character));
            }
        }
        if (!named.isEmpty()) {
            ways.add("\"\\\\\" " + GbnfText.one(CharacterSet.of(named)));
        }
        return String.join(" | ", ways);
    }
}
