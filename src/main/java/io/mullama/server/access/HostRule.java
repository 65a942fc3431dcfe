package io.mullama.server.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the {@code Host} of a request is one that this server goes by. Immutable.
 *
 * <p>A page on the internet can have its own name resolve to this machine (DNS rebinding); the browser then takes us for
 * that page's server. It cannot have an address or {@code localhost} for a name.
 */
final class HostRule {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*(%[^\\]]*)?]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final List<Wildcard> names;

    /** Addresses, {@code localhost}, and these names, which may hold asterisks. */
    HostRule(List<String> names) {
        this.names = names.stream().map(HostRule::normal).map(Wildcard::new).toList();
    }

    /** Takes the header's value, with or without a port. */
    boolean allows(String host) {
        String name = normal(PORT.matcher(host).replaceFirst(""));
        return IPV4.matcher(name).matches()
                || IPV6.matcher(name).matches()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || names.stream().anyMatch(allowed -> allowed.matches(name));
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
