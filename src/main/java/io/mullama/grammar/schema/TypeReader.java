package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;
import io.mullama.grammar.regex.Regex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the keywords about one type say, schemas within aside. For one schema; not thread-safe. */
final class TypeReader {
    private final ContainerReader containers;
    private final Map<String, Automaton> patterns = new HashMap<>();
    private final Map<TextKeywords, Shape> texts = new HashMap<>();

    /** What says which strings are allowed: equal ones share their automaton, and so their rules. */
    private record TextKeywords(
            int least,
            int most,
            @Nullable String pattern,
            @Nullable String format) {}

    TypeReader(SchemaReader reader) {
        this.containers = new ContainerReader(reader);
    }

    /** Any value where neither a type nor a keyword about one is there. */
    Shape read(Fields fields) {
        Set<String> types = Types.of(fields);
        checkFormat(fields, types);
        if (types.isEmpty()) {
            return Shape.ANY;
        }
        List<Shape> shapes = new ArrayList<>();
        for (String type : types) {
            shapes.add(
                    switch (type) {
                        case "object" -> containers.members(fields);
                        case "array" -> containers.items(fields);
                        case "string" -> text(fields);
                        case "integer", "number" -> numeric(fields, type.equals("integer"));
                        case "boolean" -> Shape.BOOLEAN;
                        default -> Shape.NULL;
                    });
        }
        return Unions.of(shapes);
    }

    private Shape numeric(Fields fields, boolean whole) {
        Interval interval = Interval.ALL;
        interval = interval.atLeast(fields.number("minimum"), isFlag(fields, "exclusiveMinimum"));
        interval = interval.atMost(fields.number("maximum"), isFlag(fields, "exclusiveMaximum"));
        if (!isBoolean(fields, "exclusiveMinimum")) {
            interval = interval.atLeast(fields.number("exclusiveMinimum"), true);
        }
        if (!isBoolean(fields, "exclusiveMaximum")) {
            interval = interval.atMost(fields.number("exclusiveMaximum"), true);
        }
        BigDecimal step = fields.number("multipleOf");
        if (step != null && step.signum() <= 0) {
            throw fields.path().then("multipleOf").error("must be over 0");
        }
        if (interval.isEmpty()) {
            return new Shape.Nothing("no number is within its bounds");
        }
        return new Shape.Numeric(whole, interval.and(formatInterval(fields, whole)), step);
    }

    /** What a format like {@code int32} says of whole numbers. */
    private static Interval formatInterval(Fields fields, boolean whole) {
        return whole ? fields.text("format").flatMap(Formats::ofNumbers).orElse(Interval.ALL) : Interval.ALL;
    }

    /** Until draft 4 the keyword said how the other bound is meant. */
    private static boolean isFlag(Fields fields, String keyword) {
        return isBoolean(fields, keyword) && fields.flag(keyword);
    }

    private static boolean isBoolean(Fields fields, String keyword) {
        return fields.has(keyword) && fields.schema().get(keyword).isBoolean();
    }

    private Shape text(Fields fields) {
        int least = fields.count("minLength", 0);
        int most = fields.count("maxLength", Shape.UNBOUNDED);
        if (most != Shape.UNBOUNDED && least > most) {
            return new Shape.Nothing("'minLength' is over 'maxLength'");
        }
        TextKeywords keywords = new TextKeywords(
                least,
                most,
                fields.text("pattern").orElse(null),
                fields.text("format").orElse(null));
        return texts.computeIfAbsent(keywords, this::text);
    }

    private Shape text(TextKeywords keywords) {
        String pattern = keywords.pattern;
        String format = keywords.format;
        Automaton found = pattern == null ? null : patterns.computeIfAbsent(pattern, Regex::found);
        Automaton formed = format == null ? null : Formats.ofStrings(format).orElse(null);
        return Intersection.text(
                new Shape.Text(keywords.least, keywords.most, found), new Shape.Text(0, Shape.UNBOUNDED, formed));
    }

    /** A format that nobody knows would be ignored. */
    private static void checkFormat(Fields fields, Set<String> types) {
        String format = fields.text("format").orElse(null);
        if (format == null
                || (types.contains("string") && Formats.ofStrings(format).isPresent())
                || ((types.contains("integer") || types.contains("number"))
                        && Formats.ofNumbers(format).isPresent())) {
            return;
        }
        throw fields.path()
                .then("format")
                .error(
                        "cannot be enforced: there is no format '" + SchemaPath.shown(format) + "' for this type",
                        "for strings there are " + Formats.names() + "; else use 'pattern'");
    }
}
