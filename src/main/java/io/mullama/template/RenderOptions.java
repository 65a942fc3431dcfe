package io.mullama.template;

import java.time.Clock;

/**
 * What a render needs besides its context. Immutable.
 *
 * @param clock what {@code strftime_now} reads, in its own time zone
 */
public record RenderOptions(Clock clock, Limits limits) {
    /** The default limits with a clock. */
    public static RenderOptions at(Clock clock) {
        return new RenderOptions(clock, Limits.DEFAULT);
    }
}
