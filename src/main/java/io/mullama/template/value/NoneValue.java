package io.mullama.template.value;

/** Python's {@code None}. Immutable. */
public enum NoneValue implements Value {
    /** The one of its kind. */
    NONE;

    @Override
    public String typeName() {
        return "NoneType";
    }

    @Override
    public boolean isTruthy() {
        return false;
    }
}
