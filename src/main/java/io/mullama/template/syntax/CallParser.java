package io.mullama.template.syntax;

import io.mullama.template.syntax.Statement.FilterCall;
import io.mullama.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the arguments of calls, and the names of filters and tests. Confined to one thread. */
final class CallParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    CallParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    FilterCall parseFilter() {
        int offset = tokens.current().offset();
        String name = parseDottedName();
        return new FilterCall(offset, name, tokens.isOperator("(") ? parse() : CallArguments.NONE);
    }

    String parseDottedName() {
        String name = tokens.expect(Kind.NAME).text();
        if (!tokens.isOperator(".")) {
            return name;
        }
        StringBuilder dotted = new StringBuilder(name);
        while (tokens.skipOperator(".")) {
            dotted.append('.').append(tokens.expect(Kind.NAME).text());
        }
        return dotted.toString();
    }

    /** Parses from the opening to the closing parenthesis. */
    CallArguments parse() {
        int offset = tokens.current().offset();
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<CallArguments.Named> named = new ArrayList<>();
        Expression spread = null;
        Expression namedSpread = null;
        while (!tokens.isOperator(")")) {
            if (tokens.skipOperator("**")) {
                require(namedSpread == null, offset);
                namedSpread = expressions.parse();
            } else if (tokens.skipOperator("*")) {
                require(spread == null && namedSpread == null, offset);
                spread = expressions.parse();
            } else if (tokens.current().is(Kind.NAME) && tokens.peek().isOperator("=")) {
                require(namedSpread == null, offset);
                named.add(parseNamed());
            } else {
                require(isPositionalAllowed(named, spread, namedSpread), offset);
                positional.add(expressions.parse());
            }
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator(")");
        return new CallArguments(positional, named, spread, namedSpread);
    }

    private static boolean isPositionalAllowed(
            List<CallArguments.Named> named, @Nullable Expression spread, @Nullable Expression namedSpread) {
        return named.isEmpty() && spread == null && namedSpread == null;
    }

    private CallArguments.Named parseNamed() {
        String name = tokens.next().text();
        tokens.expectOperator("=");
        return new CallArguments.Named(name, expressions.parse());
    }

    private static void require(boolean valid, int offset) {
        if (!valid) {
            throw new SyntaxException(offset, "invalid syntax for function call expression");
        }
    }
}
