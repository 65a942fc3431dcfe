package io.mullama.hub.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A hub or a content host answered, but not with what was asked for. */
public final class HubRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    private HubRefusal(String host, int status, String code, Optional<Duration> retryAfter) {
        super(host + " answered " + status + (code.isEmpty() ? "" : " (" + code + ")"));
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** What an answer that is no success says. */
    public static HubRefusal of(HttpResponse<?> response, Instant now) {
        return new HubRefusal(
                response.uri().getHost(),
                response.statusCode(),
                response.headers().firstValue("X-Error-Code").orElse(""),
                response.headers().firstValue("Retry-After").flatMap(text -> retryAfter(text, now)));
    }

    public int status() {
        return status;
    }

    /** The hub's own name for it, such as {@code GatedRepo}; empty where it gives none. */
    public String code() {
        return code;
    }

    /** How long it asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether the same question may be answered later. */
    public boolean isPassing() {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** Whether the place that a redirect named is no longer good, as signed addresses are after a while. */
    public boolean isExpiry() {
        return status == 401 || status == 403 || status == 404 || status == 410;
    }

    private static Optional<Duration> retryAfter(String text, Instant now) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at)).filter(pause -> !pause.isNegative());
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
