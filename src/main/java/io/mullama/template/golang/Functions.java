package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of Go's templates, and those that Ollama adds. Stateless. */
final class Functions {
    private static final int MANY = Integer.MAX_VALUE;

    private static final Map<String, Function> ALL = Stream.of(
                    new Function("and", 1, MANY, false, Functions::last),
                    new Function("or", 1, MANY, true, Functions::last),
                    of("not", 1, 1, (values, render) -> bool(!values.get(0).isTrue())),
                    of("eq", 2, MANY, (values, render) -> bool(Comparisons.equalsAny(values, render.budget()))),
                    of("ne", 2, 2, (values, render) -> bool(!Comparisons.equalsAny(values, render.budget()))),
                    of("lt", 2, 2, (values, render) -> bool(isLess(values, render))),
                    of("ge", 2, 2, (values, render) -> bool(!isLess(values, render))),
                    of("gt", 2, 2, (values, render) -> bool(isGreater(values, render))),
                    of("le", 2, 2, (values, render) -> bool(!isGreater(values, render))),
                    of("len", 1, 1, (values, render) -> length(values, render)),
                    of("index", 1, MANY, (values, render) -> Sequences.index(values, render.budget())),
                    of("slice", 1, 4, (values, render) -> Sequences.slice(values, render.budget())),
                    of("print", 0, MANY, (values, render) -> text(render, out -> print(values, render, out))),
                    of("println", 0, MANY, (values, render) -> text(render, out -> println(values, render, out))),
                    of("printf", 1, MANY, (values, render) -> text(render, out -> printf(values, render, out))),
                    of("html", 1, MANY, (values, render) -> escape(values, render, Escapes::html)),
                    of("js", 1, MANY, (values, render) -> escape(values, render, Escapes::javaScript)),
                    of("urlquery", 1, MANY, (values, render) -> escape(values, render, Escapes::query)),
                    of("json", 1, 1, (values, render) -> text(render, out -> json(values, render, out))),
                    of("currentDate", 0, MANY, (values, render) -> date(render, 0)),
                    of("yesterdayDate", 0, MANY, (values, render) -> date(render, 1)),
                    of("toTypeScriptType", 1, 1, (values, render) -> Tools.typeScript(values.get(0), render.budget())))
            .collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

    private Functions() {}

    /** What a function computes. */
    private interface Body {
        GoValue apply(List<GoValue> values, Interpreter render);
    }

    /**
     * A function.
     *
     * @param least how many arguments it takes at least
     * @param most how many at most
     * @param decisive the truth of an argument after which no further one is looked at; null where all are
     */
    record Function(
            String name, int least, int most, @Nullable Boolean decisive, Body body) {
        /** Whether no further argument counts. */
        boolean isDecidedBy(GoValue argument) {
            return decisive != null && decisive == argument.isTrue();
        }

        GoValue call(List<GoValue> arguments, Interpreter render) {
            int count = arguments.size();
            if (count < least || count > most) {
                String wanted = most == MANY ? "at least " + least : least == most ? "" + least : least + " to " + most;
                throw Failure.of(name + " takes " + wanted + " arguments, not " + count);
            }
            return body.apply(arguments, render);
        }
    }

    static boolean exists(String name) {
        return ALL.containsKey(name);
    }

    /** A function that exists. */
    static Function named(String name) {
        Function function = ALL.get(name);
        if (function == null) {
            throw Failure.of("function '" + name + "' is not defined");
        }
        return function;
    }

    private static Function of(String name, int least, int most, Body body) {
        return new Function(name, least, most, null, body);
    }

    private static GoValue bool(boolean value) {
        return new GoValue.Bool(value);
    }

    private static GoValue last(List<GoValue> values, Interpreter render) {
        render.budget().step();
        return values.get(values.size() - 1);
    }

    private static boolean isLess(List<GoValue> values, Interpreter render) {
        return Comparisons.isLess(values.get(0), values.get(1), render.budget());
    }

    private static boolean isGreater(List<GoValue> values, Interpreter render) {
        return Comparisons.isLess(values.get(1), values.get(0), render.budget());
    }

    private static GoValue length(List<GoValue> values, Interpreter render) {
        return new GoValue.Int(Sequences.length(values.get(0), render.budget()));
    }

    private static GoValue text(Interpreter render, Consumer<TextBuilder> printing) {
        TextBuilder out = new TextBuilder(render.budget());
        printing.accept(out);
        return new GoValue.Str(out.build());
    }

    private static void print(List<GoValue> values, Interpreter render, TextBuilder out) {
        new Printer(out, render.budget()).printAll(values);
    }

    private static void println(List<GoValue> values, Interpreter render, TextBuilder out) {
        Printer printer = new Printer(out, render.budget());
        String separator = "";
        for (GoValue value : values) {
            out.append(separator, false);
            printer.value(value);
            separator = " ";
        }
        out.append("\n", false);
    }

    private static void printf(List<GoValue> values, Interpreter render, TextBuilder out) {
        if (!(values.get(0) instanceof GoValue.Str format)) {
            throw Failure.of(
                    "printf: the format is a string, not " + values.get(0).describe());
        }
        new FormatPrinter(out, render.budget(), values.subList(1, values.size())).print(format.text());
    }

    private static void json(List<GoValue> values, Interpreter render, TextBuilder out) {
        new JsonPrinter(out, render.budget()).value(values.get(0));
    }

    private static GoValue escape(List<GoValue> values, Interpreter render, UnaryOperator<String> escape) {
        Budget budget = render.budget();
        TextBuilder plain = new TextBuilder(budget);
        new Printer(plain, budget).printAll(values);
        TextBuilder out = new TextBuilder(budget);
        for (Text.Run run : plain.build().runs()) {
            String escaped = escape.apply(run.text());
            budget.copy(escaped.length());
            out.append(escaped, run.input());
        }
        return new GoValue.Str(out.build());
    }

    /** A date as Ollama has it; a format is accepted and, as there, not looked at. */
    private static GoValue date(Interpreter render, int daysAgo) {
        return Values.template(LocalDate.now(render.clock()).minusDays(daysAgo).toString());
    }
}
