package io.mullama.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Something that goes wrong with an answer; {@link FakeHub#fault} says with which ones. Immutable. */
public final class Fault {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    private static final Map<Integer, String> MESSAGES = Map.of(
            401, "Invalid credentials in Authorization header",
            403, "Forbidden: you do not have access to this resource.",
            404, "Not found",
            416, "Requested range not satisfiable",
            429, "You have reached the rate limit",
            500, "Internal Error - We're working hard to fix this as soon as possible!",
            502, "Bad Gateway",
            503, "Service Unavailable");

    private final Consumer<FakeExchange> before;
    private final BiFunction<FakeExchange, FakeAnswer, FakeAnswer> after;

    private Fault(Consumer<FakeExchange> before, BiFunction<FakeExchange, FakeAnswer, FakeAnswer> after) {
        this.before = before;
        this.after = after;
    }

    /** Another status instead of the answer, with a short JSON error. */
    public static Fault status(int status) {
        String message = MESSAGES.getOrDefault(status, "Status " + status);
        return answer(FakeAnswer.text(status, "{\"error\":\"" + message + "\"}")
                .with("Content-Type", "application/json; charset=utf-8")
                .with("X-Error-Message", message));
    }

    /** Status 200 and a page of somebody else's, such as a login page, instead of the answer. */
    public static Fault page(String text) {
        return answer(FakeAnswer.text(200, text).with("Content-Type", "text/html; charset=utf-8"));
    }

    /** Status 429 with Retry-After in whole seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return status(429).header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** Status 429 with Retry-After as a date, which has no fractions of a second. */
    public static Fault tooManyRequestsUntil(Instant retryAfter) {
        return status(429).header("Retry-After", HTTP_DATE.format(retryAfter.atOffset(ZoneOffset.UTC)));
    }

    /** The signature of an address on the content host is too old: 403, as the real one says it. */
    public static Fault expiredSignature() {
        return answer(FakeContentAnswers.denied("Request has expired"));
    }

    /** Leads to the same address again, for ever. */
    public static Fault redirectLoop() {
        return new Fault(exchange -> {}, (exchange, answer) -> FakeAnswer.redirect(302, exchange.address()));
    }

    /**
     * The connection ends before a byte of the answer; in HTTP/2 with all that goes on beside it. The JDK's client asks
     * again by itself where that was not the connection's first request.
     */
    public static Fault dropped() {
        return delivery(delivery -> delivery.dropped = true);
    }

    /** The answer ends early, though its head promised more: HTTP/1.1 closes the connection, HTTP/2 resets the stream. */
    public static Fault cutAfter(long bytes) {
        return delivery(delivery -> delivery.cutAfter = bytes);
    }

    /** As {@link #cutAfter}, but in HTTP/2 too the whole connection ends, with all that goes on beside it. */
    public static Fault connectionLostAfter(long bytes) {
        return cutAfter(bytes).and(delivery(delivery -> delivery.connectionLost = true));
    }

    /** Nothing comes any more, and the connection stays open: until {@link FakeHub#release}, which lets it go on. */
    public static Fault stallAfter(long bytes) {
        return delivery(delivery -> delivery.stallAfter = bytes);
    }

    public static Fault slow(long bytesPerSecond) {
        return delivery(delivery -> delivery.bytesPerSecond = bytesPerSecond);
    }

    /** Every byte of the body is another. */
    public static Fault wrongBytes() {
        return delivery(delivery -> delivery.wrongFrom = 0);
    }

    /** One byte of the file is another; an answer without that byte is sound. */
    public static Fault wrongByteAt(long position) {
        return delivery(delivery -> {
            delivery.wrongFrom = position;
            delivery.wrongTo = position + 1;
        });
    }

    /** The whole file comes with status 200, whatever part was asked for. */
    public static Fault rangesIgnored() {
        return delivery(delivery -> delivery.rangesIgnored = true);
    }

    /** So many bytes more than were promised; without Content-Length, which would hide them from the reader. */
    public static Fault surplus(long bytes) {
        return delivery(delivery -> delivery.surplus = bytes);
    }

    /** The content host has something else at this address, with another ETag. */
    public static Fault otherContent(FakeContent content) {
        return delivery(delivery -> delivery.substitute = Optional.of(content));
    }

    /** Something happens just before the request is looked at, say, a file is replaced. */
    public static Fault meanwhile(Runnable action) {
        return new Fault(exchange -> action.run(), (exchange, answer) -> answer);
    }

    /** Adds a header to the answer, or changes it. */
    public Fault header(String name, String value) {
        return new Fault(
                before, (exchange, answer) -> after.apply(exchange, answer).with(name, value));
    }

    /** Both. */
    public Fault and(Fault other) {
        return new Fault(
                before.andThen(other.before),
                (exchange, answer) -> other.after.apply(exchange, after.apply(exchange, answer)));
    }

    void before(FakeExchange exchange) {
        before.accept(exchange);
    }

    FakeAnswer after(FakeExchange exchange, FakeAnswer answer) {
        return after.apply(exchange, answer);
    }

    private static Fault answer(FakeAnswer instead) {
        return new Fault(exchange -> {}, (exchange, answer) -> instead);
    }

    private static Fault delivery(Consumer<FakeDelivery> change) {
        return new Fault(exchange -> change.accept(exchange.delivery()), (exchange, answer) -> answer);
    }
}
