package io.mullama.server.model;

import io.mullama.config.Durations;
import io.mullama.config.Settings;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a model stays loaded after a request. Stateless. */
public final class KeepAlive {
    private KeepAlive() {}

    /** What the request asks for, else what the settings say; empty for ever. */
    public static Optional<Duration> of(@Nullable String asked, Settings settings) {
        if (asked == null) {
            return settings.keepAlive();
        }
        try {
            return Durations.parse(asked);
        } catch (IllegalArgumentException e) {
            throw MullamaException.invalidField(
                    "keep_alive", "'keep_alive' must be a duration such as 30s, 5m, 1h, or -1 for ever, not " + asked);
        }
    }
}
