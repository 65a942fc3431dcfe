package io.mullama.template.syntax;

import io.mullama.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in a template that has a value. Every kind is immutable and knows its offset in the source. */
public sealed interface Expression {
    /** Where it stands in the source, in UTF-16 units; for an operator, where its left side starts. */
    int offset();

    <R> R accept(Visitor<R> visitor);

    /** One case for every kind of expression. */
    interface Visitor<R> {
        R visit(Literal literal);

        R visit(Name name);

        R visit(ListOf list);

        R visit(TupleOf tuple);

        R visit(DictOf dict);

        R visit(Attribute attribute);

        R visit(Item item);

        R visit(Slice slice);

        R visit(Call call);

        R visit(Filter filter);

        R visit(Test test);

        R visit(Unary unary);

        R visit(Binary binary);

        R visit(Concat concat);

        R visit(Comparisons comparisons);

        R visit(Logical logical);

        R visit(Not not);

        R visit(Conditional conditional);
    }

    /** A constant. */
    record Literal(int offset, Value value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A variable. */
    record Name(int offset, String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code [a, b]}. */
    record ListOf(int offset, List<Expression> items) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code (a, b)}. */
    record TupleOf(int offset, List<Expression> items) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code {a: b}}; as many keys as values. */
    record DictOf(int offset, List<Expression> keys, List<Expression> values) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a.b}. */
    record Attribute(int offset, Expression object, String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a[b]}. */
    record Item(int offset, Expression object, Expression key) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a[start:stop:step]}. */
    record Slice(
            int offset,
            Expression object,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a(b)}. */
    record Call(int offset, Expression callee, CallArguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a | name(b)}. */
    record Filter(int offset, Expression subject, String name, CallArguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a is name(b)}. */
    record Test(int offset, Expression subject, String name, CallArguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code -a} or {@code +a}. */
    record Unary(int offset, String operator, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a + b} and the rest of arithmetic. */
    record Binary(int offset, String operator, Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a ~ b ~ c}. */
    record Concat(int offset, List<Expression> parts) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a < b <= c}: true where every link of the chain is; one operator more than the first operand. */
    record Comparisons(int offset, Expression first, List<Link> links) implements Expression {
        /** An operator, {@code in} and {@code not in} among them, and what stands behind it. */
        public record Link(String operator, Expression operand) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a and b} or {@code a or b}. */
    record Logical(int offset, boolean and, Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code not a}. */
    record Not(int offset, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a if condition else b}. */
    record Conditional(
            int offset,
            Expression condition,
            Expression then,
            @Nullable Expression otherwise) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
