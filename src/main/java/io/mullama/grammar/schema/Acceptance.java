package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a value from the schema itself, of an {@code enum}, has a shape. For one schema; not thread-safe. */
final class Acceptance {
    private static final int DEEPEST = 300;

    /** The shape at a JSON pointer. */
    private final Function<String, Shape> definitions;

    private int depth;

    Acceptance(Function<String, Shape> definitions) {
        this.definitions = definitions;
    }

    boolean accepts(Shape shape, JsonNode value) {
        if (depth >= DEEPEST) {
            throw new Inexpressible("its references are nested too deep, or come back to themselves");
        }
        depth++;
        try {
            return isOf(shape, value);
        } finally {
            depth--;
        }
    }

    private boolean isOf(Shape shape, JsonNode value) {
        if (shape instanceof Shape.Values values) {
            return values.values().stream().anyMatch(each -> JsonValues.areEqual(each, value));
        }
        if (shape instanceof Shape.Numeric numeric) {
            return value.isNumber() && accepts(numeric, value.decimalValue());
        }
        if (shape instanceof Shape.Text text) {
            return value.isTextual() && accepts(text, value.textValue());
        }
        if (shape instanceof Shape.Items items) {
            return value.isArray() && accepts(items, value);
        }
        if (shape instanceof Shape.Members members) {
            return value.isObject() && accepts(members, value);
        }
        if (shape instanceof Shape.Union union) {
            return accepts(union, value);
        }
        if (shape instanceof Shape.Reference reference) {
            return accepts(definitions.apply(reference.pointer()), value);
        }
        return shape instanceof Shape.Any;
    }

    private boolean accepts(Shape.Union shape, JsonNode value) {
        for (Shape each : shape.alternatives()) {
            if (accepts(each, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean accepts(Shape.Numeric shape, BigDecimal number) {
        return (!shape.whole() || JsonValues.isWhole(number))
                && shape.interval().contains(number)
                && isMultiple(number, shape.step());
    }

    private static boolean isMultiple(BigDecimal number, @Nullable BigDecimal step) {
        return step == null || JsonValues.isMultiple(number, step);
    }

    private static boolean accepts(Shape.Text shape, String text) {
        int length = text.codePointCount(0, text.length());
        return length >= shape.least()
                && (shape.most() == Shape.UNBOUNDED || length <= shape.most())
                && (shape.pattern() == null || shape.pattern().matches(text));
    }

    private boolean accepts(Shape.Items shape, JsonNode array) {
        if (array.size() < shape.least() || (shape.most() != Shape.UNBOUNDED && array.size() > shape.most())) {
            return false;
        }
        for (int i = 0; i < array.size(); i++) {
            if (!accepts(shape.at(i), array.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean accepts(Shape.Members shape, JsonNode object) {
        for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
            if (member.getValue().required() && !object.has(member.getKey())) {
                return false;
            }
        }
        Shape others = shape.effectiveOthers();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Shape.Member member = shape.members().get(field.getKey());
            if (!accepts(member == null ? others : member.shape(), field.getValue())) {
                return false;
            }
        }
        return true;
    }
}
