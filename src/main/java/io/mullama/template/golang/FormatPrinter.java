package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints by a format as Go's {@code printf}: flags {@code - + 0} and space, width, precision, and the usual verbs. What
 * Go marks in its output as a mistake is an error here. Used once, by one thread.
 */
final class FormatPrinter {
    private static final String FLAGS = "-+0 #";
    private static final int MAX_WIDTH = 100_000;
    private static final int MAX_PRECISION = 1_000;

    private final TextBuilder out;
    private final Budget budget;
    private final List<GoValue> values;
    private int used;

    FormatPrinter(TextBuilder out, Budget budget, List<GoValue> values) {
        this.out = out;
        this.budget = budget;
        this.values = values;
    }

    /**
     * One directive.
     *
     * @param width in code points; 0 where there is none
     * @param precision -1 where there is none
     */
    record Directive(String flags, int width, int precision, int verb) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    void print(Text format) {
        String pattern = format.string(budget);
        int at = 0;
        while (at < pattern.length()) {
            budget.step();
            int percent = pattern.indexOf('%', at);
            int end = percent < 0 ? pattern.length() : percent;
            out.append(format, at, end);
            at = percent < 0 ? end : directive(pattern, percent + 1);
        }
        if (used < values.size()) {
            throw Failure.of("printf: the format uses " + used + " of " + values.size() + " values");
        }
    }

    /** Prints a directive; the index after it. */
    private int directive(String pattern, int start) {
        int at = start;
        while (at < pattern.length() && FLAGS.indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        String flags = pattern.substring(start, at);
        int widthEnd = digitsEnd(pattern, at);
        int width = number(pattern, at, widthEnd, MAX_WIDTH);
        at = widthEnd;
        int precision = -1;
        if (at < pattern.length() && pattern.charAt(at) == '.') {
            int precisionEnd = digitsEnd(pattern, at + 1);
            precision = number(pattern, at + 1, precisionEnd, MAX_PRECISION);
            at = precisionEnd;
        }
        if (at >= pattern.length()) {
            throw Failure.of("printf: the format ends within a directive");
        }
        int verb = pattern.codePointAt(at);
        directive(new Directive(flags, width, precision, verb));
        return at + Character.charCount(verb);
    }

    private static int digitsEnd(String pattern, int from) {
        int end = from;
        while (end < pattern.length() && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int number(String pattern, int from, int to, int largest) {
        long number = 0;
        for (int i = from; i < to && number <= largest; i++) {
            number = number * 10 + pattern.charAt(i) - '0';
        }
        if (number > largest) {
            throw Failure.of("printf: the format is too wide");
        }
        return (int) number;
    }

    private void directive(Directive directive) {
        if (directive.verb() == '%') {
            out.append("%", false);
            return;
        }
        if (directive.has('#') || "vsdqtfFeEgGxXcUob".indexOf(directive.verb()) < 0) {
            throw Failure.of("printf: " + name(directive) + " is not supported");
        }
        if (used >= values.size()) {
            throw Failure.of("printf: a value is missing for " + name(directive));
        }
        pad(directive, text(directive, values.get(used++)));
    }

    private static String name(Directive directive) {
        return "'%" + directive.flags() + Character.toString(directive.verb()) + "'";
    }

    private Text text(Directive directive, GoValue value) {
        Text text = switch (directive.verb()) {
            case 'v' -> natural(directive, value);
            case 's', 'q' -> string(directive, value);
            case 't' -> value instanceof GoValue.Bool ? plain(value) : null;
            case 'x', 'X' -> hexadecimal(directive, value);
            case 'd', 'c', 'U', 'o', 'b' -> NumberFormat.integer(directive, value);
            default -> NumberFormat.fraction(directive, value);
        };
        if (text == null) {
            throw Failure.of("printf: " + name(directive) + " cannot print " + value.describe());
        }
        return text;
    }

    private Text natural(Directive directive, GoValue value) {
        if (value instanceof GoValue.Int) {
            return orPlain(NumberFormat.integer(directive, value), value);
        }
        return value instanceof GoValue.Fraction
                ? orPlain(NumberFormat.fraction(directive, value), value)
                : cut(directive, plain(value));
    }

    private Text orPlain(@Nullable Text text, GoValue value) {
        return text == null ? plain(value) : text;
    }

    private Text plain(GoValue value) {
        TextBuilder text = new TextBuilder(budget);
        new Printer(text, budget).value(value);
        return text.build();
    }

    private @Nullable Text string(Directive directive, GoValue value) {
        boolean quote = directive.verb() == 'q';
        if (value instanceof GoValue.Int rune && quote) {
            int c = Character.isValidCodePoint((int) rune.value()) ? (int) rune.value() : 0xFFFD;
            return Text.template("'" + Escapes.goCharacter(c, '\'') + "'");
        }
        boolean printable = value instanceof GoValue.Str
                || value instanceof GoValue.Slice
                || value instanceof GoValue.Mapping
                || value instanceof GoValue.Struct;
        if (!printable) {
            return null;
        }
        Text text = cut(directive, plain(value));
        return quote ? quoted(text) : text;
    }

    private Text quoted(Text text) {
        TextBuilder quoted = new TextBuilder(budget);
        quoted.append("\"", false);
        for (Text.Run run : text.runs()) {
            String escaped = Escapes.go(run.text());
            budget.copy(escaped.length());
            quoted.append(escaped, run.input());
        }
        return quoted.append("\"", false).build();
    }

    private @Nullable Text hexadecimal(Directive directive, GoValue value) {
        if (!(value instanceof GoValue.Str string)) {
            return NumberFormat.integer(directive, value);
        }
        TextBuilder text = new TextBuilder(budget);
        for (Text.Run run : cut(directive, string.text()).runs()) {
            budget.copy(run.text().length() * 8L);
            StringBuilder digits = new StringBuilder();
            for (byte b : run.text().getBytes(StandardCharsets.UTF_8)) {
                digits.append(String.format(directive.verb() == 'x' ? "%02x" : "%02X", b));
            }
            text.append(digits.toString(), run.input());
        }
        return text.build();
    }

    /** As many code points as the precision allows. */
    private Text cut(Directive directive, Text text) {
        String all = text.string(budget);
        int count = all.codePointCount(0, all.length());
        if (directive.precision() < 0 || count <= directive.precision()) {
            return text;
        }
        return text.slice(0, all.offsetByCodePoints(0, directive.precision()), budget);
    }

    private void pad(Directive directive, Text text) {
        String all = text.string(budget);
        int missing = directive.width() - all.codePointCount(0, all.length());
        if (directive.has('-')) {
            out.append(text).repeat(' ', missing, false);
        } else if (directive.has('0') && missing > 0 && NumberFormat.isNumber(directive.verb())) {
            int sign = all.startsWith("-") || all.startsWith("+") || all.startsWith(" ") ? 1 : 0;
            out.append(text, 0, sign).repeat('0', missing, false).append(text, sign, text.length());
        } else {
            out.repeat(' ', missing, false).append(text);
        }
    }
}
