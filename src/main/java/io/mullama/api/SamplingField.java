package io.mullama.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request that is a number and goes to a sampler: its name is the constant's in small letters, as
 * llama-server has it, and each has its bounds. Immutable.
 *
 * <p>llama.cpp checks nothing: a number beyond these can make a logit that is not finite, which ends the process.
 */
public enum SamplingField {
    TEMPERATURE(Kind.REAL, 0, 100),
    DYNATEMP_RANGE(Kind.REAL, 0, 100),
    DYNATEMP_EXPONENT(Kind.REAL, 0, 100),
    TOP_K(Kind.WHOLE, 0, Integer.MAX_VALUE),
    TOP_P(Kind.REAL, 0, 1),
    MIN_P(Kind.REAL, 0, 1),
    TYPICAL_P(Kind.REAL, 0, 1),
    TOP_N_SIGMA(Kind.REAL, -1, 100),
    XTC_PROBABILITY(Kind.REAL, 0, 1),
    XTC_THRESHOLD(Kind.REAL, 0, 1),
    MIN_KEEP(Kind.WHOLE, 0, Integer.MAX_VALUE),
    REPEAT_LAST_N(Kind.WHOLE, -1, Integer.MAX_VALUE),
    REPEAT_PENALTY(Kind.REAL, 0.01, 100),
    FREQUENCY_PENALTY(Kind.REAL, -100, 100),
    PRESENCE_PENALTY(Kind.REAL, -100, 100),
    DRY_MULTIPLIER(Kind.REAL, 0, 100),
    DRY_BASE(Kind.REAL, 1, 100),
    DRY_ALLOWED_LENGTH(Kind.WHOLE, 0, Integer.MAX_VALUE),
    DRY_PENALTY_LAST_N(Kind.WHOLE, -1, Integer.MAX_VALUE),
    MIROSTAT(Kind.WHOLE, 0, 2),
    MIROSTAT_TAU(Kind.REAL, 0, 100),
    MIROSTAT_ETA(Kind.REAL, 0, 10),
    ADAPTIVE_TARGET(Kind.REAL, -1, 1),
    ADAPTIVE_DECAY(Kind.REAL, 0, 0.99);

    private enum Kind {
        REAL,
        WHOLE
    }

    private final Kind kind;
    private final double least;
    private final double most;

    SamplingField(Kind kind, double least, double most) {
        this.kind = kind;
        this.least = least;
        this.most = most;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes no fractions. */
    public boolean isWhole() {
        return kind == Kind.WHOLE;
    }

    /** Whether a request may have that value: not what is no number, nor a fraction where a whole one is wanted. */
    public boolean accepts(double value) {
        return range().contains(value) && (kind == Kind.REAL || value == Math.rint(value));
    }

    /** The field's value; null where it is absent. */
    @Nullable
    Number read(Fields fields) {
        Number value = value(fields);
        range().require(fields, wireName(), value);
        return value;
    }

    private @Nullable Number value(Fields fields) {
        if (kind == Kind.WHOLE) {
            return fields.integer(wireName());
        }
        return fields.number(wireName());
    }

    private Range range() {
        return new Range(least, most);
    }
}
