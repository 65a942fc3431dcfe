package io.mullama.grammar;

import java.util.List;

/** The rules that an answer must follow. Immutable. */
public final class Grammar {
    private final List<Rule> rules;
    private final int root;

    Grammar(List<Rule> rules, int root) {
        this.rules = List.copyOf(rules);
        this.root = root;
        LeftRecursion.refuse(this.rules);
    }

    /**
     * Reads a grammar in GBNF.
     *
     * @throws GrammarException if it cannot be read, has no rule {@code root}, mentions a rule or a token that is not
     *     there, or has a rule that comes back to itself before anything is matched
     */
    public static Grammar parse(String gbnf, TokenNames tokens) {
        return new GbnfParser(gbnf, tokens).parse();
    }

    Symbol[][] alternatives(Symbol.Reference reference) {
        return rules.get(reference.rule()).alternatives();
    }

    Symbol.Reference root() {
        return new Symbol.Reference(root);
    }
}
