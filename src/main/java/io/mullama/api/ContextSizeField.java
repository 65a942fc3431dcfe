package io.mullama.api;

import org.jspecify.annotations.Nullable;

/** How many tokens a request needs room for. Stateless. */
public final class ContextSizeField {
    static final String NAME = "num_ctx";
    private static final Range RANGE = new Range(1, Integer.MAX_VALUE);

    private ContextSizeField() {}

    /** A request that also needs room for that many tokens; as it is for null. */
    public static JsonBody beside(JsonBody request, @Nullable Integer tokens) {
        return tokens == null ? request : () -> request.toJson().put(NAME, tokens);
    }

    /** The number of tokens; null for what there is. */
    public static @Nullable Integer read(Fields fields) {
        Integer size = fields.integer(NAME);
        RANGE.require(fields, NAME, size);
        return size;
    }
}
