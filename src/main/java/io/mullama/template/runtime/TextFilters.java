package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Budget;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters that make a text out of a text. Confined to one render. */
final class TextFilters {
    private static final int DEFAULT_LEEWAY = 5;

    private final Interpreter interpreter;
    private final Budget budget;

    TextFilters(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.budget = interpreter.budget();
    }

    /** The filtered value, or null where there is no such filter here. */
    @Nullable
    Value apply(String name, Value subject, Arguments arguments) {
        return switch (name) {
            case "upper" -> changeCase(TextCase.Style.UPPER, name, subject, arguments);
            case "lower" -> changeCase(TextCase.Style.LOWER, name, subject, arguments);
            case "capitalize" -> changeCase(TextCase.Style.CAPITALIZE, name, subject, arguments);
            case "title" -> changeCase(TextCase.Style.TITLE_WORDS, name, subject, arguments);
            case "trim" -> trim(subject, arguments.bind(name, "chars"));
            case "replace" -> replace(subject, arguments.bind(name, "old", "new", "count"));
            case "indent" -> indent(subject, arguments.bind(name, "width", "first", "blank"));
            case "truncate" -> truncate(subject, arguments.bind(name, "length", "killwords", "end", "leeway"));
            case "center" -> center(subject, arguments.bind(name, "width"));
            case "string" -> soft(subject);
            case "safe" -> new StringValue(interpreter.str(subject), true);
            case "e", "escape" -> escape(subject, false);
            case "forceescape" -> escape(subject, true);
            case "format" -> format(subject, arguments);
            case "wordcount" -> wordCount(subject);
            case "join" -> join(subject, arguments.bind(name, "d", "attribute"));
            default -> null;
        };
    }

    /** A value as the string that it prints as. */
    private StringValue soft(Value value) {
        return value instanceof StringValue string ? string : new StringValue(interpreter.str(value));
    }

    private Value changeCase(TextCase.Style style, String name, Value subject, Arguments arguments) {
        arguments.bind(name);
        StringValue string = soft(subject);
        return string.with(TextCase.apply(style, string.text(), budget));
    }

    private Value trim(Value subject, BoundArguments arguments) {
        StringValue string = soft(subject);
        boolean all = arguments.get(0, NoneValue.NONE) == NoneValue.NONE;
        String chars = all ? null : interpreter.string(arguments.text(0));
        return string.with(TextEdit.strip(string.text(), chars, true, true, budget));
    }

    private Value replace(Value subject, BoundArguments arguments) {
        String old = interpreter.string(interpreter.str(arguments.require(0)));
        Text replacement = interpreter.str(arguments.require(1));
        int count = arguments.get(2, NoneValue.NONE) == NoneValue.NONE ? -1 : arguments.integer(2, -1);
        return new StringValue(TextEdit.replace(interpreter.str(subject), old, replacement, count, budget));
    }

    private Value indent(Value subject, BoundArguments arguments) {
        if (subject instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (!(subject instanceof StringValue string)) {
            throw Failure.of("'" + subject.typeName() + "' object cannot be indented");
        }
        Value width = arguments.get(0, IntegerValue.of(4));
        Text indentation = width instanceof StringValue own
                ? own.text()
                : TextEdit.pad(Text.EMPTY, arguments.integer(0, 4), ' ', '<', budget);
        boolean first = arguments.flag(1, false);
        boolean blank = arguments.flag(2, false);
        return string.with(TextEdit.indent(string.text(), indentation, first, blank, budget));
    }

    private Value truncate(Value subject, BoundArguments arguments) {
        StringValue string = soft(subject);
        int size = arguments.integer(0, 255);
        Text end = arguments.text(2, Text.template("..."));
        int keep = size - new StringValue(end).length(budget);
        int leeway = arguments.get(3, NoneValue.NONE) == NoneValue.NONE ? DEFAULT_LEEWAY : arguments.integer(3, 0);
        if (keep < 0 || leeway < 0) {
            throw Failure.of("expected length >= the length of its end and leeway >= 0");
        }
        if (string.length(budget) <= (long) size + leeway) {
            return string;
        }
        int cut = interpreter.string(string.text()).offsetByCodePoints(0, keep);
        Text kept = string.text().slice(0, cut, budget);
        int word = arguments.flag(1, false) ? -1 : interpreter.string(kept).lastIndexOf(' ');
        return string.with((word < 0 ? kept : kept.slice(0, word, budget)).concat(end, budget));
    }

    private Value center(Value subject, BoundArguments arguments) {
        StringValue string = soft(subject);
        return string.with(TextEdit.pad(string.text(), arguments.integer(0, 80), ' ', 'c', budget));
    }

    private Value escape(Value subject, boolean always) {
        StringValue string = soft(subject);
        boolean done = string.markup() && !always;
        return done ? string : new StringValue(TextEdit.escape(string.text(), budget), true);
    }

    private Value format(Value subject, Arguments arguments) {
        if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
            throw Failure.of("can't handle positional and keyword arguments at the same time");
        }
        Value values = new TupleValue(arguments.positional());
        if (!arguments.named().isEmpty()) {
            DictValue dict = DictValue.empty();
            for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
                dict.put(StringValue.template(entry.getKey()), entry.getValue(), budget);
            }
            values = dict;
        }
        StringValue string = soft(subject);
        return string.with(PercentFormat.format(string.text(), values, interpreter));
    }

    /** Python counts what {@code \w+} finds: letters, digits and underscores that stand together. */
    private Value wordCount(Value subject) {
        String all = interpreter.string(interpreter.str(subject));
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < all.length(); i++) {
            boolean part = Character.isLetterOrDigit(all.charAt(i)) || all.charAt(i) == '_';
            words += part && !inWord ? 1 : 0;
            inWord = part;
        }
        return IntegerValue.of(words);
    }

    private Value join(Value subject, BoundArguments arguments) {
        Text separator = interpreter.str(arguments.get(0, StringValue.EMPTY));
        AttributePath path = AttributePath.of(arguments.get(1, NoneValue.NONE), interpreter);
        TextJoiner joiner = new TextJoiner(separator, interpreter);
        for (Value item : interpreter.list(subject)) {
            joiner.add(interpreter.str(path.get(item)));
        }
        return new StringValue(joiner.build());
    }
}
