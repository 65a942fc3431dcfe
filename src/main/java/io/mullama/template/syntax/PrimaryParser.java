package io.mullama.template.syntax;

import io.mullama.template.syntax.Expression.Attribute;
import io.mullama.template.syntax.Expression.Call;
import io.mullama.template.syntax.Expression.DictOf;
import io.mullama.template.syntax.Expression.Filter;
import io.mullama.template.syntax.Expression.Item;
import io.mullama.template.syntax.Expression.ListOf;
import io.mullama.template.syntax.Expression.Literal;
import io.mullama.template.syntax.Expression.Name;
import io.mullama.template.syntax.Expression.Not;
import io.mullama.template.syntax.Expression.Slice;
import io.mullama.template.syntax.Expression.Test;
import io.mullama.template.syntax.Expression.TupleOf;
import io.mullama.template.syntax.Token.Kind;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses literals, names, and what can follow them: subscripts, calls, filters, tests. Confined to one thread. */
final class PrimaryParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final CallParser calls;

    PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.calls = new CallParser(tokens, expressions);
    }

    Expression parse() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> parseName();
            case STRING -> parseString();
            case INTEGER, FLOAT -> parseNumber();
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> parseParentheses();
                    case "[" -> parseList();
                    case "{" -> parseDict();
                    default -> throw tokens.unexpected();
                };
            default -> throw tokens.unexpected();
        };
    }

    private Expression parseName() {
        Token token = tokens.next();
        Value constant = switch (token.text()) {
            case "true", "True" -> BooleanValue.TRUE;
            case "false", "False" -> BooleanValue.FALSE;
            case "none", "None" -> NoneValue.NONE;
            default -> null;
        };
        return constant == null ? new Name(token.offset(), token.text()) : new Literal(token.offset(), constant);
    }

    private Expression parseString() {
        Token first = tokens.next();
        if (!tokens.current().is(Kind.STRING)) {
            return new Literal(first.offset(), StringValue.template(first.text()));
        }
        StringBuilder all = new StringBuilder(first.text());
        while (tokens.current().is(Kind.STRING)) {
            all.append(tokens.next().text());
        }
        return new Literal(first.offset(), StringValue.template(all.toString()));
    }

    private Expression parseNumber() {
        Token token = tokens.next();
        Value value =
                token.is(Kind.FLOAT) ? new FloatValue(Double.parseDouble(token.text())) : IntegerLiteral.parse(token);
        return new Literal(token.offset(), value);
    }

    private Expression parseParentheses() {
        int offset = tokens.next().offset();
        if (tokens.skipOperator(")")) {
            return new TupleOf(offset, List.of());
        }
        Expression inner = expressions.parseTuple();
        tokens.expectOperator(")");
        return inner;
    }

    private Expression parseList() {
        int offset = tokens.next().offset();
        List<Expression> items = new ArrayList<>();
        while (!tokens.isOperator("]")) {
            items.add(expressions.parse());
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("]");
        return new ListOf(offset, items);
    }

    private Expression parseDict() {
        int offset = tokens.next().offset();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.isOperator("}")) {
            keys.add(expressions.parse());
            tokens.expectOperator(":");
            values.add(expressions.parse());
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("}");
        return new DictOf(offset, keys, values);
    }

    /** Takes every subscript and call behind an expression. */
    Expression parsePostfix(Expression start) {
        Expression result = start;
        while (true) {
            int offset = tokens.current().offset();
            if (tokens.skipOperator(".")) {
                result = parseDot(offset, result);
            } else if (tokens.skipOperator("[")) {
                result = parseSubscript(offset, result);
            } else if (tokens.isOperator("(")) {
                result = new Call(offset, result, calls.parse());
            } else {
                return result;
            }
        }
    }

    private Expression parseDot(int offset, Expression object) {
        Token token = tokens.next();
        if (token.is(Kind.NAME)) {
            return new Attribute(offset, object, token.text());
        }
        if (token.is(Kind.INTEGER)) {
            return new Item(offset, object, new Literal(token.offset(), IntegerLiteral.parse(token)));
        }
        throw new SyntaxException(token.offset(), "expected name or number");
    }

    private Expression parseSubscript(int offset, Expression object) {
        Expression start = tokens.isOperator(":") ? null : expressions.parse();
        if (tokens.skipOperator(":")) {
            Expression stop = parseBound();
            Expression step = tokens.skipOperator(":") ? parseBound() : null;
            tokens.expectOperator("]");
            return new Slice(offset, object, start, stop, step);
        }
        if (start == null) {
            throw tokens.unexpected();
        }
        Expression key = start;
        if (tokens.isOperator(",")) {
            List<Expression> keys = new ArrayList<>(List.of(start));
            while (tokens.skipOperator(",")) {
                keys.add(expressions.parse());
            }
            key = new TupleOf(offset, keys);
        }
        tokens.expectOperator("]");
        return new Item(offset, object, key);
    }

    private @Nullable Expression parseBound() {
        return tokens.isOperator(":") || tokens.isOperator("]") ? null : expressions.parse();
    }

    /** Takes every filter, test and call behind an expression. */
    Expression parseFilters(Expression start) {
        Expression result = start;
        while (true) {
            int offset = tokens.current().offset();
            if (tokens.skipOperator("|")) {
                Statement.FilterCall filter = calls.parseFilter();
                result = new Filter(offset, result, filter.name(), filter.arguments());
            } else if (tokens.skipName("is")) {
                result = parseTest(offset, result);
            } else if (tokens.isOperator("(")) {
                result = new Call(offset, result, calls.parse());
            } else {
                return result;
            }
        }
    }

    List<Statement.FilterCall> parseFilterChain() {
        List<Statement.FilterCall> filters = new ArrayList<>();
        while (tokens.skipOperator("|")) {
            filters.add(calls.parseFilter());
        }
        return filters;
    }

    Statement.FilterCall parseFirstFilter() {
        return calls.parseFilter();
    }

    private Expression parseTest(int offset, Expression subject) {
        boolean negated = tokens.skipName("not");
        String name = calls.parseDottedName();
        CallArguments arguments = CallArguments.NONE;
        if (tokens.isOperator("(")) {
            arguments = calls.parse();
        } else if (startsTestArgument()) {
            if (tokens.isName("is")) {
                throw new SyntaxException(tokens.current().offset(), "You cannot chain multiple tests with is");
            }
            arguments = new CallArguments(List.of(parsePostfix(parse())), List.of(), null, null);
        }
        Expression test = new Test(offset, subject, name, arguments);
        return negated ? new Not(offset, test) : test;
    }

    private boolean startsTestArgument() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            default -> false;
        };
    }
}
