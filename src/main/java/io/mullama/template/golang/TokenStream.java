package io.mullama.template.golang;

import io.mullama.template.golang.Token.Kind;
import java.util.List;

/** The tokens of a source, one after another, and how deep the reader has nested. Confined to one parse. */
final class TokenStream {
    /** Far deeper than real templates go, and well within a small stack. */
    private static final int MAX_DEPTH = 150;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token so many after the next; the end where there is none. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (!token.is(Kind.END)) {
            at++;
        }
        return token;
    }

    /** Takes the next token, which has to be of that kind. */
    Token expect(Kind kind, String place) {
        if (!peek().is(kind)) {
            throw unexpected(peek(), place);
        }
        return next();
    }

    GoSyntaxException unexpected(Token token, String place) {
        return new GoSyntaxException(token.offset(), "unexpected " + token.describe() + " in " + place);
    }

    /** Goes one level deeper; paired with {@link #leave()}. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new GoSyntaxException(peek().offset(), "the template is nested too deeply");
        }
    }

    void leave() {
        depth--;
    }
}
