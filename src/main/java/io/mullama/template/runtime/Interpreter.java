package io.mullama.template.runtime;

import io.mullama.template.syntax.Statement;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.Value;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One render: what its statements and expressions share. Confined to one thread, and used once. */
public final class Interpreter {
    private final Budget budget;
    private final Clock clock;
    private int offset;

    /**
     * @param clock what {@code strftime_now} reads
     */
    public Interpreter(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** Prints a template; fails with a {@link Failure}, whose place is then the {@link #offset()}. */
    public Text run(List<Statement> program, Map<String, Value> variables) {
        Scope scope = new Scope(new Scope(new Functions(this)), variables);
        return capture(program, scope);
    }

    /** Where in the source the render is, in UTF-16 units. */
    public int offset() {
        return offset;
    }

    void at(int newOffset) {
        offset = newOffset;
    }

    Budget budget() {
        return budget;
    }

    Clock clock() {
        return clock;
    }

    /** What a body prints, as a text of its own. */
    Text capture(List<Statement> body, Scope scope) {
        TextBuilder out = new TextBuilder(budget);
        new Executor(this, scope, out).run(body);
        return out.build();
    }

    /** What a value prints as. */
    Text str(Value value) {
        return PythonRepr.str(value, budget);
    }

    /** A text's characters without their origin. */
    String string(Text text) {
        return text.string(budget);
    }

    /** The items of an iterable in a new list; fails where the value is none. */
    List<Value> list(Value value) {
        Iterator<Value> items = value.iterate();
        List<Value> list = new ArrayList<>();
        while (items.hasNext()) {
            budget.elements(1);
            list.add(items.next());
        }
        return list;
    }
}
