package io.mullama.template.syntax;

import io.mullama.template.syntax.Statement.Signature;
import io.mullama.template.syntax.Target.NamespaceAttribute;
import io.mullama.template.syntax.Target.Unpacked;
import io.mullama.template.syntax.Target.Variable;
import io.mullama.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Parses what values are bound to: the targets of assignments and the parameters of macros. Confined to one thread. */
final class SignatureParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    SignatureParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Parses one target, or several with commas between them, up to a word or operator that is left. */
    Target parseTarget(String end) {
        Target first = parseSingle();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>();
        targets.add(first);
        while (tokens.skipOperator(",") && !isEnd(end)) {
            targets.add(parseSingle());
        }
        return new Unpacked(targets);
    }

    private boolean isEnd(String end) {
        return tokens.isName(end)
                || tokens.isOperator(end)
                || tokens.isOperator(")")
                || tokens.current().is(Kind.BLOCK_END);
    }

    private Target parseSingle() {
        if (tokens.isOperator("(")) {
            tokens.enter();
            tokens.next();
            Target inner = parseTarget(")");
            tokens.expectOperator(")");
            tokens.leave();
            return inner;
        }
        Token name = tokens.expect(Kind.NAME);
        if (tokens.skipOperator(".")) {
            return new NamespaceAttribute(name.text(), tokens.expect(Kind.NAME).text());
        }
        switch (name.text()) {
            case "true", "false", "none", "True", "False", "None" ->
                throw new SyntaxException(name.offset(), "can't assign to '" + name.text() + "'");
            default -> {
                return new Variable(name.text());
            }
        }
    }

    List<Signature.Parameter> parseParameters() {
        List<Signature.Parameter> parameters = new ArrayList<>();
        boolean hasFallback = false;
        tokens.expectOperator("(");
        while (!tokens.isOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            Token name = tokens.expect(Kind.NAME);
            Expression fallback = tokens.skipOperator("=") ? expressions.parse() : null;
            if (fallback == null && hasFallback) {
                throw new SyntaxException(name.offset(), "non-default argument follows default argument");
            }
            hasFallback = fallback != null;
            parameters.add(new Signature.Parameter(name.text(), fallback));
        }
        tokens.expectOperator(")");
        return parameters;
    }
}
