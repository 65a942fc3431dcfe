package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str}. Confined to one render. */
final class StringMethods {
    static final Set<String> NAMES = Set.of(
            "capitalize",
            "casefold",
            "center",
            "count",
            "endswith",
            "find",
            "format",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "islower",
            "isnumeric",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "upper",
            "zfill");

    private final StringValue self;
    private final Text text;
    private final Interpreter interpreter;
    private final Budget budget;

    StringMethods(StringValue self, Interpreter interpreter) {
        this.self = self;
        this.text = self.text();
        this.interpreter = interpreter;
        this.budget = interpreter.budget();
    }

    Value call(String name, Arguments arguments) {
        if (name.startsWith("is")) {
            arguments.bind(name);
            return BooleanValue.of(StringPredicates.holds(name, interpreter.string(text)));
        }
        return switch (name) {
            case "split", "rsplit" -> split(name, arguments.bind(name, "sep", "maxsplit"));
            case "splitlines" ->
                list(TextSplit.lines(text, arguments.bind(name, "keepends").flag(0, false), budget));
            case "partition", "rpartition" -> partition(name, arguments.bind(name, "sep"));
            case "startswith", "endswith" -> hasAffix(name, arguments.bind(name, "affix", "start", "end"));
            case "find", "rfind", "index", "rindex" -> find(name, arguments.bind(name, "sub", "start", "end"));
            case "count" -> count(arguments.bind(name, "sub", "start", "end"));
            default -> self.with(edit(name, arguments));
        };
    }

    private Text edit(String name, Arguments arguments) {
        return switch (name) {
            case "upper" -> changeCase(TextCase.Style.UPPER, name, arguments);
            case "lower", "casefold" -> changeCase(TextCase.Style.LOWER, name, arguments);
            case "title" -> changeCase(TextCase.Style.TITLE, name, arguments);
            case "capitalize" -> changeCase(TextCase.Style.CAPITALIZE, name, arguments);
            case "swapcase" -> changeCase(TextCase.Style.SWAP, name, arguments);
            case "strip", "lstrip", "rstrip" -> strip(name, arguments.bind(name, "chars"));
            case "replace" -> replace(arguments.bind(name, "old", "new", "count"));
            case "removeprefix", "removesuffix" -> removeAffix(name, arguments.bind(name, "affix"));
            case "join" ->
                join(text, interpreter.list(arguments.bind(name, "iterable").require(0)));
            case "format" -> BraceFormat.format(text, arguments, interpreter);
            case "zfill" -> zeroFill(arguments.bind(name, "width").integer(0, 0));
            default -> pad(name, arguments.bind(name, "width", "fillchar"));
        };
    }

    private Text changeCase(TextCase.Style style, String name, Arguments arguments) {
        arguments.bind(name);
        return TextCase.apply(style, text, budget);
    }

    private static Value list(List<Text> pieces) {
        return ListValue.of(TextSplit.values(pieces));
    }

    private @Nullable String optional(BoundArguments arguments, int index) {
        Value value = arguments.get(index, NoneValue.NONE);
        return value == NoneValue.NONE ? null : interpreter.string(arguments.text(index));
    }

    private Value split(String name, BoundArguments arguments) {
        String separator = optional(arguments, 0);
        int limit = arguments.integer(1, -1);
        boolean right = name.equals("rsplit");
        if (separator != null) {
            return list(TextSplit.split(text, separator, limit, right, budget));
        }
        return list(right ? TextSplit.splitBlankRight(text, limit, budget) : TextSplit.splitBlank(text, limit, budget));
    }

    private Value partition(String name, BoundArguments arguments) {
        String separator = interpreter.string(arguments.text(0));
        boolean right = name.equals("rpartition");
        List<Text> pieces = TextSplit.split(text, separator, 1, right, budget);
        if (pieces.size() == 2) {
            int from = pieces.get(0).length();
            Text middle = text.slice(from, from + separator.length(), budget);
            return new TupleValue(TextSplit.values(List.of(pieces.get(0), middle, pieces.get(1))));
        }
        Value empty = StringValue.EMPTY;
        return right ? TupleValue.of(empty, empty, self) : TupleValue.of(self, empty, empty);
    }

    private Value hasAffix(String name, BoundArguments arguments) {
        TextRange range = range(arguments);
        boolean start = name.equals("startswith");
        if (arguments.require(0) instanceof TupleValue choices) {
            for (Value choice : choices.items()) {
                if (range.hasAffix(interpreter.string(interpreter.str(choice)), start)) {
                    return BooleanValue.TRUE;
                }
            }
            return BooleanValue.FALSE;
        }
        return BooleanValue.of(range.hasAffix(interpreter.string(arguments.text(0)), start));
    }

    private TextRange range(BoundArguments arguments) {
        return TextRange.of(
                interpreter.string(text), arguments.get(1, NoneValue.NONE), arguments.get(2, NoneValue.NONE));
    }

    private Value find(String name, BoundArguments arguments) {
        String wanted = interpreter.string(arguments.text(0));
        budget.search(text.length(), wanted.length());
        int found = range(arguments).find(wanted, name.startsWith("r"));
        if (found < 0 && name.endsWith("index")) {
            throw Failure.of("substring not found");
        }
        return IntegerValue.of(found);
    }

    private Value count(BoundArguments arguments) {
        String wanted = interpreter.string(arguments.text(0));
        budget.search(text.length(), wanted.length());
        return IntegerValue.of(range(arguments).count(wanted));
    }

    private Text strip(String name, BoundArguments arguments) {
        String chars = optional(arguments, 0);
        return TextEdit.strip(text, chars, !name.startsWith("r"), !name.startsWith("l"), budget);
    }

    private Text replace(BoundArguments arguments) {
        String old = interpreter.string(arguments.text(0));
        return TextEdit.replace(text, old, arguments.text(1), arguments.integer(2, -1), budget);
    }

    private Text removeAffix(String name, BoundArguments arguments) {
        String affix = interpreter.string(arguments.text(0));
        String all = interpreter.string(text);
        if (name.equals("removeprefix")) {
            return all.startsWith(affix) ? text.slice(affix.length(), all.length(), budget) : text;
        }
        return all.endsWith(affix) ? text.slice(0, all.length() - affix.length(), budget) : text;
    }

    private Text join(Text separator, List<Value> items) {
        TextBuilder out = new TextBuilder(budget);
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof StringValue item)) {
                throw Failure.of("sequence item " + i + ": expected str instance, "
                        + items.get(i).typeName() + " found");
            }
            out.append(i == 0 ? Text.EMPTY : separator).append(item.text());
        }
        return out.build();
    }

    private Text zeroFill(int width) {
        String all = interpreter.string(text);
        boolean signed = all.startsWith("-") || all.startsWith("+");
        Text digits = signed ? text.slice(1, all.length(), budget) : text;
        Text padded = TextEdit.pad(digits, signed ? width - 1 : width, '0', '>', budget);
        return signed ? text.slice(0, 1, budget).concat(padded, budget) : padded;
    }

    private Text pad(String name, BoundArguments arguments) {
        String fill = interpreter.string(arguments.text(1, Text.template(" ")));
        if (fill.length() != 1) {
            throw Failure.of("The fill character must be exactly one character long");
        }
        char align = name.equals("ljust") ? '<' : name.equals("rjust") ? '>' : 'c';
        return TextEdit.pad(text, arguments.integer(0, 0), fill.charAt(0), align, budget);
    }
}
