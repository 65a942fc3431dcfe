package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.TextBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One render: what it may spend, where it prints, and where it is. Confined to one thread. */
final class Interpreter {
    private final Budget budget;
    private final Clock clock;
    private final TextBuilder out;
    private final Map<String, List<Node>> templates;
    private int offset;

    /**
     * @param out where all of it is printed
     */
    Interpreter(Program program, Budget budget, Clock clock, TextBuilder out) {
        this.templates = program.templates();
        this.budget = budget;
        this.clock = clock;
        this.out = out;
    }

    /** Prints nodes of the program; fails with a {@link Failure}, whose place is then the {@link #offset()}. */
    void run(List<Node> nodes, GoValue data) {
        new Executor(this, data).run(nodes, data);
    }

    /** Prints a template that has a name; it sees nothing but its data. */
    void invoke(String name, GoValue data) {
        List<Node> body = templates.get(name);
        if (body == null) {
            throw Failure.of("template \"" + name + "\" is not defined");
        }
        run(body, data);
    }

    /** Where in the source the render is, in UTF-16 units. */
    int offset() {
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

    TextBuilder out() {
        return out;
    }
}
