package io.mullama.template.syntax;

import io.mullama.template.syntax.Expression.Binary;
import io.mullama.template.syntax.Expression.Comparisons;
import io.mullama.template.syntax.Expression.Concat;
import io.mullama.template.syntax.Expression.Conditional;
import io.mullama.template.syntax.Expression.Logical;
import io.mullama.template.syntax.Expression.Not;
import io.mullama.template.syntax.Expression.TupleOf;
import io.mullama.template.syntax.Expression.Unary;
import io.mullama.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions by precedence climbing. Confined to one thread. */
final class ExpressionParser {
    // Precedence, from the operators that bind least to those that bind most.
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARE = 4;
    private static final int ADD = 5;
    private static final int CONCAT = 6;
    private static final int MULTIPLY = 7;
    private static final int POWER = 8;

    private final TokenStream tokens;
    private final PrimaryParser primaries;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.primaries = new PrimaryParser(tokens, this);
    }

    PrimaryParser primaries() {
        return primaries;
    }

    /** An expression, or several with commas between them as a tuple. */
    Expression parseTuple() {
        return parseTuple(true);
    }

    /** The same without {@code a if b else c}, where an {@code if} means something else. */
    Expression parseTupleWithoutConditional() {
        return parseTuple(false);
    }

    private Expression parseTuple(boolean conditional) {
        int offset = tokens.current().offset();
        Expression first = conditional ? parse() : parseBinary(OR);
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>();
        items.add(first);
        while (tokens.skipOperator(",") && !isTupleEnd()) {
            items.add(conditional ? parse() : parseBinary(OR));
        }
        return new TupleOf(offset, items);
    }

    private boolean isTupleEnd() {
        Token token = tokens.current();
        return token.is(Kind.VARIABLE_END)
                || token.is(Kind.BLOCK_END)
                || token.isOperator(")")
                || token.isName("recursive");
    }

    Expression parse() {
        tokens.enter();
        int offset = tokens.current().offset();
        Expression result = parseBinary(OR);
        while (tokens.skipName("if")) {
            Expression condition = parseBinary(OR);
            Expression otherwise = tokens.skipName("else") ? parse() : null;
            result = new Conditional(offset, condition, result, otherwise);
        }
        tokens.leave();
        return result;
    }

    private Expression parseBinary(int level) {
        if (level <= NOT && tokens.isName("not")) {
            // Only "and" and "or" can follow: all that bind more went into the operand.
            return continueBinary(parseNot(), level, AND);
        }
        return continueBinary(parseUnary(true), level, POWER);
    }

    private Expression parseNot() {
        tokens.enter();
        int offset = tokens.next().offset();
        Expression operand = parseBinary(NOT);
        tokens.leave();
        return new Not(offset, operand);
    }

    /** Takes every operator that binds at least as much as one level and at most as much as another. */
    private Expression continueBinary(Expression first, int level, int highest) {
        Expression left = first;
        while (true) {
            String operator = operatorAt();
            int found = operator == null ? 0 : precedence(operator);
            if (operator == null || found < level || found > highest) {
                return left;
            }
            left = parseOperator(left, operator, found);
        }
    }

    private Expression parseOperator(Expression left, String operator, int level) {
        int offset = left.offset();
        if (level == COMPARE) {
            return parseComparisons(left);
        }
        if (level == CONCAT) {
            return parseConcat(left);
        }
        tokens.next();
        Expression right = parseBinary(level + 1);
        return level == OR || level == AND
                ? new Logical(offset, level == AND, left, right)
                : new Binary(offset, operator, left, right);
    }

    private Expression parseComparisons(Expression first) {
        List<Comparisons.Link> links = new ArrayList<>(1);
        String operator = operatorAt();
        while (operator != null && precedence(operator) == COMPARE) {
            tokens.next();
            if (operator.equals("not in")) {
                tokens.next();
            }
            links.add(new Comparisons.Link(operator, parseBinary(ADD)));
            operator = operatorAt();
        }
        return new Comparisons(first.offset(), first, links);
    }

    private Expression parseConcat(Expression first) {
        List<Expression> parts = new ArrayList<>();
        parts.add(first);
        while (tokens.skipOperator("~")) {
            parts.add(parseBinary(MULTIPLY));
        }
        return new Concat(first.offset(), parts);
    }

    private @Nullable String operatorAt() {
        Token token = tokens.current();
        if (token.is(Kind.OPERATOR)) {
            return token.text();
        }
        if (!token.is(Kind.NAME)) {
            return null;
        }
        if (token.text().equals("not")) {
            return tokens.peek().isName("in") ? "not in" : null;
        }
        return token.text();
    }

    /** How much an operator binds; 0 for what is none. */
    private static int precedence(String operator) {
        return switch (operator) {
            case "or" -> OR;
            case "and" -> AND;
            case "==", "!=", "<", "<=", ">", ">=", "in", "not in" -> COMPARE;
            case "+", "-" -> ADD;
            case "~" -> CONCAT;
            case "*", "/", "//", "%" -> MULTIPLY;
            case "**" -> POWER;
            default -> 0;
        };
    }

    private Expression parseUnary(boolean withFilters) {
        Token token = tokens.current();
        Expression operand;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.enter();
            tokens.next();
            operand = new Unary(token.offset(), token.text(), parseUnary(false));
            tokens.leave();
        } else {
            operand = primaries.parse();
        }
        Expression subject = primaries.parsePostfix(operand);
        return withFilters ? primaries.parseFilters(subject) : subject;
    }
}
