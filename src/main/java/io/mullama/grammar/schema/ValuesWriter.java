package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the values of an {@code enum}: what they begin with alike is written once, so that thousands of them are read
 * in one way. For one schema; not thread-safe.
 */
final class ValuesWriter {
    private static final int MOST_CHARACTERS = 1 << 19;

    private final GrammarBuilder builder;

    ValuesWriter(GrammarBuilder builder) {
        this.builder = builder;
    }

    String expression(Shape.Values values, String wish) {
        Set<String> ways = new LinkedHashSet<>();
        TreeSet<String> scalars = new TreeSet<>();
        int characters = 0;
        for (JsonNode value : values.values()) {
            if (value.isContainerNode()) {
                ways.add(exactly(value));
            } else {
                String text = text(value);
                characters += text.length();
                scalars.add(text);
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw new SchemaException("the schema is too large to be enforced: its 'enum' has more than "
                    + MOST_CHARACTERS + " characters");
        }
        if (!scalars.isEmpty()) {
            ways.add(oneOf(new ArrayList<>(scalars), 0, wish));
        }
        return String.join(" | ", ways);
    }

    /** One of the texts, which are sorted and begin alike for so long, from there on. */
    private String oneOf(List<String> texts, int from, String wish) {
        String first = texts.get(0);
        int to = common(first, texts.get(texts.size() - 1), from);
        String shared = to > from ? GbnfText.literal(first.substring(from, to)) : "";
        if (texts.size() == 1) {
            return shared.isEmpty() ? "\"\"" : shared;
        }
        List<String> ways = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= texts.size(); i++) {
            if (i == texts.size() || letter(texts.get(i), to) != letter(texts.get(start), to)) {
                ways.add(oneOf(texts.subList(start, i), to, wish));
                start = i;
            }
        }
        String next = String.join(" | ", ways);
        return shared.isEmpty() ? next : shared + " " + builder.rule(wish + "-value", next);
    }

    private static int letter(String text, int at) {
        return at < text.length() ? text.codePointAt(at) : -1;
    }

    /** How far the first and the last, and so all, are alike; not into a pair of surrogates. */
    private static int common(String first, String last, int from) {
        int at = from;
        while (at < first.length() && at < last.length() && first.charAt(at) == last.charAt(at)) {
            at++;
        }
        return at > from && at < first.length() && Character.isHighSurrogate(first.charAt(at - 1)) ? at - 1 : at;
    }

    private String exactly(JsonNode value) {
        String space = builder.whitespace();
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> parts.add(exactly(item)));
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                parts.add(GbnfText.literal(JsonText.quoted(field.getKey()) + ":") + " \" \"? "
                        + exactly(field.getValue()));
            }
        } else {
            return GbnfText.literal(text(value));
        }
        String inside = String.join(" \",\" " + space + " ", parts);
        String brackets = value.isArray() ? "[]" : "{}";
        return "\"" + brackets.charAt(0) + "\" " + space + " " + (parts.isEmpty() ? "" : inside + " " + space + " ")
                + "\"" + brackets.charAt(1) + "\"";
    }

    private static String text(JsonNode scalar) {
        return scalar.isTextual() ? JsonText.quoted(scalar.textValue()) : scalar.toString();
    }
}
