package io.mullama.server.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which web pages may use the server from a browser. Immutable. */
final class OriginRule {
    /** Methods that change nothing: a page that sends one learns nothing either, without our consent. */
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final boolean any;
    private final List<Wildcard> origins;

    /** Origins such as {@code https://chat.example}, which may hold asterisks; one that is an asterisk alone means all. */
    OriginRule(List<String> origins) {
        this.any = origins.contains("*");
        this.origins =
                origins.stream().map(OriginRule::normal).map(Wildcard::new).toList();
    }

    /** Whether every page may, so that answers are the same for all. */
    boolean allowsAny() {
        return any;
    }

    /**
     * Whether the pages of an origin may use the server.
     *
     * @param host the request's {@code Host}: a page that we served ourselves always may
     */
    boolean allows(String origin, String host) {
        String normal = normal(origin);
        String own = host.toLowerCase(Locale.ROOT);
        return any
                || normal.equals("http://" + own)
                || normal.equals("https://" + own)
                || origins.stream().anyMatch(allowed -> allowed.matches(normal));
    }

    /** Whether a request of a page that may not use the server is stopped: what it would do cannot be taken back. */
    static boolean isStopped(String method) {
        return !HARMLESS.contains(method);
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
