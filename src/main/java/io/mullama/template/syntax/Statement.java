package io.mullama.template.syntax;

import io.mullama.template.value.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in a template that is done. Every kind is immutable and knows its offset in the source. */
public sealed interface Statement {
    /** Where it stands in the source, in UTF-16 units. */
    int offset();

    <R> R accept(Visitor<R> visitor);

    /** One case for every kind of statement. */
    interface Visitor<R> {
        R visit(Data data);

        R visit(Print print);

        R visit(If statement);

        R visit(For loop);

        R visit(Jump jump);

        R visit(Assign assign);

        R visit(AssignBlock assign);

        R visit(Macro macro);

        R visit(CallBlock call);

        R visit(FilterBlock filter);

        R visit(With with);
    }

    /** The template's own text. */
    record Data(int offset, Text text) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code {{ value }}}. */
    record Print(int offset, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code if}, with its {@code elif}s as further branches. */
    record If(int offset, List<Branch> branches, List<Statement> otherwise) implements Statement {
        /** A condition and what is done where it holds. */
        public record Branch(Expression condition, List<Statement> body) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code for}; {@code otherwise} is done where there is no item. */
    record For(
            int offset,
            Target target,
            Expression items,
            @Nullable Expression condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code break} or {@code continue}. */
    record Jump(int offset, boolean leavesLoop) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code set a = value}. */
    record Assign(int offset, Target target, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code set a}, with what its body prints, filtered, as the value. */
    record AssignBlock(int offset, Target target, List<FilterCall> filters, List<Statement> body) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code macro}. */
    record Macro(int offset, String name, Signature signature, List<Statement> body) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code call}: a call that finds its body under the name {@code caller}. */
    record CallBlock(int offset, Signature signature, Expression.Call call, List<Statement> body) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A block whose output goes through filters. */
    record FilterBlock(int offset, List<FilterCall> filters, List<Statement> body) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A body with variables of its own: {@code with}, and {@code generation}, which has none. */
    record With(int offset, List<Assign> assignments, List<Statement> body) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A filter that waits for its subject. */
    record FilterCall(int offset, String name, CallArguments arguments) {}

    /**
     * What a macro can be called with.
     *
     * @param varargs whether its body asks for the arguments that are left over by position
     * @param kwargs whether its body asks for those that are left over by name
     */
    record Signature(List<Parameter> parameters, boolean varargs, boolean kwargs) {
        /** A name, and what it is where the call leaves it out. */
        public record Parameter(String name, @Nullable Expression fallback) {}
    }
}
