package io.mullama.template.runtime;

import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.Value;
import java.math.BigDecimal;

/** Python's {@code format % values}. Confined to one render. */
final class PercentFormat {
    private final Text format;
    private final String text;
    private final Value values;
    private final Interpreter interpreter;
    private final FormatReader reader;
    private final TextBuilder out;
    private int used;

    private PercentFormat(Text format, Value values, Interpreter interpreter) {
        this.format = format;
        this.text = interpreter.string(format);
        this.values = values;
        this.interpreter = interpreter;
        this.reader = new FormatReader(text);
        this.out = new TextBuilder(interpreter.budget());
    }

    static Text format(Text format, Value values, Interpreter interpreter) {
        return new PercentFormat(format, values, interpreter).run();
    }

    private Text run() {
        int from = 0;
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', from)) {
            interpreter.budget().step();
            out.append(format, from, percent);
            reader.moveTo(percent + 1);
            appendDirective(percent);
            from = reader.position();
        }
        boolean mayBeUnused = values instanceof DictValue || values instanceof ListValue;
        if (!mayBeUnused && used < count()) {
            throw Failure.of("not all arguments converted during string formatting");
        }
        return out.append(format, from, text.length()).build();
    }

    private int count() {
        return values instanceof TupleValue tuple ? tuple.items().size() : 1;
    }

    private Value next() {
        if (used >= count()) {
            throw Failure.of("not enough arguments for format string");
        }
        used++;
        return values instanceof TupleValue tuple ? tuple.items().get(used - 1) : values;
    }

    private void appendDirective(int percent) {
        if (reader.skip('%')) {
            out.append(format, percent, percent + 1);
            return;
        }
        Value keyed = reader.skip('(') ? keyed() : null;
        FormatSpec spec = readSpec();
        Value value = keyed == null ? next() : keyed;
        out.append(
                switch (spec.type()) {
                    case 's' -> ValueFormat.apply(spec, new StringValue(interpreter.str(value)), interpreter);
                    case 'r', 'a' ->
                        ValueFormat.apply(
                                withType(spec, 's'),
                                new StringValue(PythonRepr.repr(value, interpreter.budget())),
                                interpreter);
                    case 'c' ->
                        ValueFormat.apply(withType(spec, value instanceof StringValue ? 's' : 'c'), value, interpreter);
                    default -> number(spec, value);
                });
    }

    private Value keyed() {
        int close = text.indexOf(')', reader.position());
        if (close < 0) {
            throw Failure.of("incomplete format key");
        }
        if (!(values instanceof DictValue dict)) {
            throw Failure.of("format requires a mapping");
        }
        String key = text.substring(reader.position(), close);
        reader.moveTo(close + 1);
        Value value = dict.get(key);
        if (value == null) {
            throw Failure.of("'" + key + "'");
        }
        return value;
    }

    private FormatSpec readSpec() {
        String flags = readFlags();
        int width = reader.skip('*') ? Numbers.toIndex(next()) : reader.readNumber();
        int precision = -1;
        if (reader.skip('.')) {
            precision = reader.skip('*') ? Numbers.toIndex(next()) : reader.readNumber();
        }
        char type = reader.peek();
        if (type == 0) {
            throw Failure.of("incomplete format");
        }
        reader.skip(type);
        boolean left = flags.indexOf('-') >= 0 || width < 0;
        boolean zero = flags.indexOf('0') >= 0 && !left;
        char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : '-';
        char align = left ? '<' : zero && "srac".indexOf(type) < 0 ? '=' : '>';
        boolean alternate = flags.indexOf('#') >= 0;
        char fill = align == '=' ? '0' : ' ';
        return new FormatSpec(fill, align, sign, alternate, Math.abs(width), (char) 0, precision, type);
    }

    private String readFlags() {
        int start = reader.position();
        while (reader.peek() != 0 && "-+ #0".indexOf(reader.peek()) >= 0) {
            reader.skip(reader.peek());
        }
        return text.substring(start, reader.position());
    }

    private static FormatSpec withType(FormatSpec spec, char type) {
        return new FormatSpec(spec.fill(), spec.align(), '-', false, spec.width(), (char) 0, spec.precision(), type);
    }

    private Text number(FormatSpec spec, Value value) {
        if ("diuxXoeEfFgG".indexOf(spec.type()) < 0) {
            throw Failure.of("unsupported format character '" + spec.type() + "'");
        }
        if (!Numbers.isNumber(value)) {
            throw Failure.of("%" + spec.type() + " format: a real number is required, not " + value.typeName());
        }
        if ("diu".indexOf(spec.type()) < 0) {
            return ValueFormat.apply(spec, value, interpreter);
        }
        FormatSpec decimal =
                new FormatSpec(spec.fill(), spec.align(), spec.sign(), false, spec.width(), (char) 0, -1, 'd');
        return ValueFormat.apply(decimal, whole(value), interpreter);
    }

    private static Value whole(Value value) {
        if (!(value instanceof FloatValue number)) {
            return value;
        }
        if (!Double.isFinite(number.value())) {
            throw Failure.of("cannot convert float to integer");
        }
        return new IntegerValue(new BigDecimal(number.value()).toBigInteger());
    }
}
