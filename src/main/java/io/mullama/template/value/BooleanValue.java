package io.mullama.template.value;

/** Python's {@code bool}, which counts as the integer 0 or 1. Immutable. */
public enum BooleanValue implements Value {
    FALSE,
    TRUE;

    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String typeName() {
        return "bool";
    }

    @Override
    public boolean isTruthy() {
        return this == TRUE;
    }
}
