package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a regular expression as ECMAScript (ECMA-262) writes them, of which JSON Schema speaks. For one text; not
 * thread-safe.
 *
 * <p>Back references, which are not regular, and lookaround but at the beginning are refused by name. Whether a quantifier is lazy, and whether
 * a group captures, does not change which texts match.
 */
final class RegexParser {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;

    private final RegexCursor cursor;
    private final CharacterEscapes escapes;
    private int depth;

    private RegexParser(String pattern) {
        this.cursor = new RegexCursor(pattern);
        this.escapes = new CharacterEscapes(cursor);
    }

    /** Lookaheads at the very beginning, behind a {@code ^}, are conditions on the whole text. */
    static Parsed parse(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new RegexException("it is longer than " + LONGEST + " characters");
        }
        RegexParser parser = new RegexParser(pattern);
        List<Condition> conditions = parser.conditions();
        Expression expression = conditions.isEmpty() ? parser.choice() : parser.onlyAlternative();
        if (!parser.cursor.atEnd()) {
            throw parser.cursor.error("there is a ')' without '('");
        }
        return new Parsed(conditions, expression);
    }

    /** What follows conditions, which would hold for the first of several alternatives alone. */
    private Expression onlyAlternative() {
        Expression expression = sequence();
        if (cursor.peek() == '|') {
            throw cursor.error("it has a lookahead, and alternatives outside of a group");
        }
        return anchored(expression);
    }

    /** A pattern, and what must or must not be found as well. */
    record Parsed(List<Condition> conditions, Expression expression) {}

    /** What must be found, or must not. */
    record Condition(Expression expression, boolean negative) {}

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        if (!cursor.take("^(?=") && !cursor.take("^(?!")) {
            return conditions;
        }
        do {
            int start = cursor.position() - 3;
            depth++;
            boolean negative = cursor.before() == '!';
            conditions.add(new Condition(anchored(choice()), negative));
            closeGroup(start);
        } while (cursor.take("(?=") || cursor.take("(?!"));
        return conditions;
    }

    private static Expression anchored(Expression expression) {
        return new Expression.Sequence(List.of(new Expression.Anchor(false), expression));
    }

    private Expression choice() {
        List<Expression> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        } while (cursor.take("|"));
        return alternatives.size() == 1 ? alternatives.get(0) : new Expression.Choice(alternatives);
    }

    private Expression sequence() {
        List<Expression> parts = new ArrayList<>();
        while (!cursor.atEnd() && cursor.peek() != '|' && cursor.peek() != ')') {
            int start = cursor.position();
            Expression part = part();
            parts.add(quantified(part, start));
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Sequence(parts);
    }

    private Expression part() {
        int start = cursor.position();
        int character = cursor.next();
        return switch (character) {
            case '(' -> group(start);
            case '[' -> new Expression.Characters(characterClass(start));
            case '.' -> new Expression.Characters(CharacterEscapes.ALL_BUT_LINE_ENDS);
            case '^' -> new Expression.Anchor(false);
            case '$' -> new Expression.Anchor(true);
            case '*', '+', '?' ->
                throw cursor.errorAt(start, "there is nothing to repeat before '" + (char) character + "'");
            case '\\' -> new Expression.Characters(escapes.set(start));
            default -> new Expression.Characters(CharacterSet.of(character));
        };
    }

    private Expression group(int start) {
        if (++depth > DEEPEST) {
            throw cursor.errorAt(start, "it is nested more than " + DEEPEST + " deep");
        }
        if (cursor.take("?")) {
            groupKind(start);
        }
        Expression inner = choice();
        closeGroup(start);
        return inner;
    }

    private void closeGroup(int start) {
        if (!cursor.take(")")) {
            throw cursor.errorAt(start, "there is no ')' for the '('");
        }
        depth--;
    }

    private void groupKind(int start) {
        if (cursor.take(":")) {
            return;
        }
        if (cursor.take("=") || cursor.take("!")) {
            throw cursor.errorAt(start, "it has a lookahead that is not at the beginning");
        }
        if (cursor.take("<=") || cursor.take("<!")) {
            throw cursor.errorAt(start, "it has a lookbehind");
        }
        if (cursor.take("<") || cursor.take("P<")) {
            while (cursor.next() != '>') {
                // The name of a group means nothing here.
            }
            return;
        }
        throw cursor.errorAt(start, "it has inline flags or another special group");
    }

    private Expression quantified(Expression part, int start) {
        int at = cursor.position();
        int least;
        int most = Expression.UNBOUNDED;
        if (cursor.take("*")) {
            least = 0;
        } else if (cursor.take("+")) {
            least = 1;
        } else if (cursor.take("?")) {
            least = 0;
            most = 1;
        } else if (cursor.take("{")) {
            int[] counts = counts(at);
            if (counts.length == 0) {
                return part;
            }
            least = counts[0];
            most = counts[1];
        } else {
            return part;
        }
        if (part instanceof Expression.Anchor) {
            throw cursor.errorAt(start, "it repeats an anchor");
        }
        cursor.take("?");
        int next = cursor.peek();
        if (next == '*' || next == '+' || next == '?') {
            throw cursor.error("there is nothing to repeat before '" + (char) next + "'");
        }
        return new Expression.Repeated(part, least, most);
    }

    /** The least and the most; none, and nothing read, where the bracket is only a bracket. */
    private int[] counts(int start) {
        int least = cursor.number();
        int most = least;
        if (least >= 0 && cursor.take(",")) {
            most = cursor.number();
        }
        if (least < 0 || !cursor.take("}")) {
            cursor.goBackTo(start);
            return new int[0];
        }
        if (most != Expression.UNBOUNDED && most < least) {
            throw cursor.errorAt(start, "the most repetitions, " + most + ", are fewer than the least, " + least + ",");
        }
        return new int[] {least, most};
    }

    private CharacterSet characterClass(int start) {
        boolean complement = cursor.take("^");
        List<CharacterSet.Range> ranges = new ArrayList<>();
        while (!cursor.take("]")) {
            if (cursor.atEnd()) {
                throw cursor.errorAt(start, "there is no ']' for the '['");
            }
            int at = cursor.position();
            CharacterSet first = classMember();
            int dash = cursor.position();
            if (cursor.take("-") && cursor.peek() != ']') {
                CharacterSet last = classMember();
                ranges.add(range(first, last, at));
            } else {
                cursor.goBackTo(dash);
                ranges.addAll(first.ranges());
            }
        }
        CharacterSet set = CharacterSet.of(ranges);
        return complement ? set.complement() : set;
    }

    private CharacterSet classMember() {
        int start = cursor.position();
        int character = cursor.next();
        if (character != '\\') {
            return CharacterSet.of(character);
        }
        return cursor.take("b") ? CharacterSet.of('\b') : escapes.set(start);
    }

    private CharacterSet.Range range(CharacterSet first, CharacterSet last, int start) {
        int from = only(first, start);
        int to = only(last, start);
        if (to < from) {
            throw cursor.errorAt(start, "a range ends before it begins");
        }
        return new CharacterSet.Range(from, to);
    }

    private int only(CharacterSet set, int start) {
        CharacterSet.Range range = set.ranges().get(0);
        if (set.ranges().size() > 1 || range.first() != range.last()) {
            throw cursor.errorAt(start, "a range begins or ends with a class of characters");
        }
        return range.first();
    }
}
