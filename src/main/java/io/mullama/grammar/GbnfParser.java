package io.mullama.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a grammar in GBNF, llama.cpp's own notation (its grammars/README.md). For one grammar; not thread-safe.
 *
 * <p>Repetitions become rules of their own, as there: {@code x*} is {@code r ::= x r |}.
 */
final class GbnfParser {
    private static final int DEEPEST = 100;
    private static final int MOST_REPETITIONS = 10_000;
    private static final int UNBOUNDED = -1;

    private final GbnfCursor cursor;
    private final RuleTable table;
    private final TokenNames tokens;
    private String rule = "";
    private int depth;

    GbnfParser(String text, TokenNames tokens) {
        this.cursor = new GbnfCursor(text);
        this.table = new RuleTable(cursor);
        this.tokens = tokens;
    }

    Grammar parse() {
        cursor.skipBlanks(true);
        while (!cursor.atEnd()) {
            rule();
            cursor.skipBlanks(true);
        }
        int root = table.root();
        return new Grammar(table.rules(), root);
    }

    private void rule() {
        int position = cursor.position();
        rule = cursor.name();
        int index = table.defined(rule, position);
        cursor.skipBlanks(false);
        cursor.expect("::=");
        cursor.skipBlanks(true);
        table.define(index, alternatives());
        if (!cursor.atEnd() && !cursor.take("\n") && !cursor.take("\r")) {
            throw cursor.error("expected the end of the line, or more of the rule '" + GbnfCursor.shown(rule) + "'"
                    + cursor.found());
        }
    }

    private List<List<Symbol>> alternatives() {
        List<List<Symbol>> alternatives = new ArrayList<>();
        alternatives.add(sequence());
        while (cursor.take("|")) {
            cursor.skipBlanks(true);
            alternatives.add(sequence());
        }
        return alternatives;
    }

    private List<Symbol> sequence() {
        List<Symbol> sequence = new ArrayList<>();
        List<Symbol> last = List.of();
        while (true) {
            if (atRepetition()) {
                if (last.isEmpty()) {
                    throw cursor.error("there is nothing to repeat before '" + Character.toString(cursor.peek()) + "'");
                }
                sequence.subList(sequence.size() - last.size(), sequence.size()).clear();
                last = repeated(last);
            } else if (atItem()) {
                last = item();
            } else {
                return sequence;
            }
            sequence.addAll(last);
            table.count(last.size());
            cursor.skipBlanks(depth > 0);
        }
    }

    private boolean atItem() {
        int next = cursor.peek();
        return cursor.atName() || (next >= 0 && "\"[.(<!".indexOf(next) >= 0);
    }

    private boolean atRepetition() {
        int next = cursor.peek();
        return next >= 0 && "*+?{".indexOf(next) >= 0;
    }

    private List<Symbol> item() {
        int start = cursor.position();
        if (cursor.take("\"")) {
            return literal();
        }
        if (cursor.take("[")) {
            return List.of(new Symbol.Characters(set()));
        }
        if (cursor.take(".")) {
            return List.of(new Symbol.Characters(CharacterSet.ANY));
        }
        if (cursor.take("(")) {
            return List.of(new Symbol.Reference(group()));
        }
        if (cursor.atName()) {
            return List.of(new Symbol.Reference(table.named(cursor.name(), start)));
        }
        boolean except = cursor.take("!");
        return List.of(new Symbol.Token(token(), except));
    }

    private List<Symbol> literal() {
        List<Symbol> characters = new ArrayList<>();
        while (!cursor.take("\"")) {
            characters.add(new Symbol.Characters(CharacterSet.of(cursor.character())));
        }
        return characters;
    }

    private CharacterSet set() {
        boolean complement = cursor.take("^");
        List<CharacterSet.Range> ranges = new ArrayList<>();
        while (!cursor.take("]")) {
            int first = cursor.character();
            int last = first;
            int dash = cursor.position();
            if (cursor.take("-")) {
                if (cursor.peek() == ']') {
                    ranges.add(new CharacterSet.Range('-', '-'));
                } else {
                    last = cursor.character();
                }
            }
            if (last < first) {
                throw cursor.errorAt(dash, "this range ends before it begins");
            }
            ranges.add(new CharacterSet.Range(first, last));
        }
        CharacterSet set = CharacterSet.of(ranges);
        return complement ? set.complement() : set;
    }

    private int group() {
        if (++depth > DEEPEST) {
            throw cursor.error("the grammar is nested more than " + DEEPEST + " deep");
        }
        cursor.skipBlanks(true);
        int group = table.partOf(rule);
        table.define(group, alternatives());
        cursor.expect(")");
        depth--;
        return group;
    }

    private int token() {
        int start = cursor.position();
        cursor.expect("<");
        if (cursor.take("[")) {
            int id = cursor.count(Integer.MAX_VALUE / 16);
            cursor.expect("]>");
            if (id >= tokens.size()) {
                throw cursor.errorAt(start, "there is no token " + id + ": the model has " + tokens.size());
            }
            return id;
        }
        while (cursor.next() != '>') {
            // The name goes up to the bracket.
        }
        String name = cursor.since(start);
        int id = tokens.tokenOf(name);
        if (id < 0) {
            throw cursor.errorAt(start, "'" + GbnfCursor.shown(name) + "' is not one token of the model");
        }
        return id;
    }

    private List<Symbol> repeated(List<Symbol> item) {
        if (cursor.take("*")) {
            return times(item, 0, UNBOUNDED);
        }
        if (cursor.take("+")) {
            return times(item, 1, UNBOUNDED);
        }
        if (cursor.take("?")) {
            return times(item, 0, 1);
        }
        boolean nested = depth > 0;
        int start = cursor.position();
        cursor.expect("{");
        cursor.skipBlanks(nested);
        int least = cursor.count(MOST_REPETITIONS);
        int most = least;
        cursor.skipBlanks(nested);
        if (cursor.take(",")) {
            cursor.skipBlanks(nested);
            most = cursor.atDigit() ? cursor.count(MOST_REPETITIONS) : UNBOUNDED;
            cursor.skipBlanks(nested);
        }
        cursor.expect("}");
        if (most != UNBOUNDED && most < least) {
            throw cursor.errorAt(start, "the most repetitions, " + most + ", are fewer than the least, " + least);
        }
        return times(item, least, most);
    }

    private List<Symbol> times(List<Symbol> item, int least, int most) {
        List<Symbol> all = new ArrayList<>();
        for (int i = 0; i < least; i++) {
            table.count(item.size());
            all.addAll(item);
        }
        if (most == UNBOUNDED) {
            int rest = table.partOf(rule);
            table.define(rest, List.of(then(item, rest), List.of()));
            all.add(new Symbol.Reference(rest));
        } else if (most > least) {
            all.add(new Symbol.Reference(upTo(item, most - least)));
        }
        return all;
    }

    private int upTo(List<Symbol> item, int most) {
        int rest = table.partOf(rule);
        table.define(rest, List.of(item, List.of()));
        for (int i = 1; i < most; i++) {
            int longer = table.partOf(rule);
            table.define(longer, List.of(then(item, rest), List.of()));
            rest = longer;
        }
        return rest;
    }

    private static List<Symbol> then(List<Symbol> item, int rule) {
        List<Symbol> all = new ArrayList<>(item);
        all.add(new Symbol.Reference(rule));
        return all;
    }
}
