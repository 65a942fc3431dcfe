package io.mullama.template.value;

/** Python's {@code float}. Immutable. */
public record FloatValue(double value) implements Value {
    @Override
    public String typeName() {
        return "float";
    }

    @Override
    public boolean isTruthy() {
        return value != 0;
    }
}
