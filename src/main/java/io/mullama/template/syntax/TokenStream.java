package io.mullama.template.syntax;

import io.mullama.template.syntax.Token.Kind;
import java.util.List;

/** A place in a list of tokens, and how deep the parser is in it. Confined to one thread. */
final class TokenStream {
    /** Deeper than any template nests, and shallow enough for the smallest stack that is in use. */
    private static final int MAX_DEPTH = 150;

    private final List<Token> tokens;
    private int index;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    int index() {
        return index;
    }

    /** Whether a name occurs between an earlier index and here. */
    boolean hasName(String name, int from) {
        for (int i = from; i < index; i++) {
            if (tokens.get(i).isName(name)) {
                return true;
            }
        }
        return false;
    }

    Token current() {
        return tokens.get(index);
    }

    Token peek() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (!token.is(Kind.END)) {
            index++;
        }
        return token;
    }

    boolean isOperator(String operator) {
        return current().isOperator(operator);
    }

    boolean isName(String name) {
        return current().isName(name);
    }

    boolean skipOperator(String operator) {
        boolean found = isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = isName(name);
        if (found) {
            next();
        }
        return found;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw expected(operator);
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw expected(name);
        }
    }

    Token expect(Kind kind) {
        if (!current().is(kind)) {
            throw expected(new Token(kind, "name", 0).describe());
        }
        return next();
    }

    private SyntaxException expected(String wanted) {
        String message = current().is(Kind.END)
                ? "unexpected end of template, expected '" + wanted + "'."
                : "expected token '" + wanted + "', got '" + current().describe() + "'";
        return new SyntaxException(current().offset(), message);
    }

    SyntaxException unexpected() {
        return new SyntaxException(
                current().offset(), "unexpected '" + current().describe() + "'");
    }

    /** Goes one level of nesting deeper; every call is paired with {@link #leave()}. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException(current().offset(), "the template is nested too deeply");
        }
    }

    void leave() {
        depth--;
    }
}
