package io.mullama.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host and a TCP port, from {@code MULLAMA_HOST} and {@code MULLAMA_PORT} in the spellings people know:
 * {@code 127.0.0.1}, {@code :9000}, {@code box:9000}, {@code https://box:9000/}, {@code [::1]:9000}. A port beside the
 * host holds unless another was set in a stronger place. Immutable.
 *
 * @param port 0 for none
 * @param tls whether the address says so
 */
public record Endpoint(String host, int port, boolean tls) {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");
    private static final Pattern NO_HOST = Pattern.compile("[\\s\\[\\]@?#]");
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    public Endpoint(String host, int port) {
        this(host, port, false);
    }

    static Endpoint parse(Settings settings) {
        String text = settings.text(Setting.HOST);
        boolean tls = text.startsWith("https://");
        String rest = tls || text.startsWith("http://") ? text.substring(text.indexOf("//") + 2) : text;
        rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        int colon = portColon(rest);
        String host = colon < 0 ? rest : rest.substring(0, colon);
        host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (rest.contains("/") || NO_HOST.matcher(host).find() || (!tls && text.startsWith("https:"))) {
            throw settings.invalid(Setting.HOST, "it takes a host name or address, with or without :PORT");
        }
        boolean own = colon >= 0 && !settings.outranks(Setting.PORT, Setting.HOST);
        int port = own ? port(settings, rest.substring(colon + 1)) : settings.number(Setting.PORT, 0, 65_535);
        return new Endpoint(host.isEmpty() ? "127.0.0.1" : host.toLowerCase(Locale.ROOT), port, tls);
    }

    /** Whether this names the machine we run on, so that a client may start the daemon itself. */
    public boolean isThisMachine() {
        return THIS_MACHINE.contains(host) || ANY_ADDRESS.contains(host);
    }

    /** Whether the daemon is to listen on the two loopback addresses. */
    public boolean isLoopback() {
        return THIS_MACHINE.contains(host);
    }

    /** The endpoint that a client connects to: an address that stands for all of them means loopback. */
    public Endpoint forClient() {
        return ANY_ADDRESS.contains(host) ? new Endpoint("127.0.0.1", port, tls) : this;
    }

    /** The same under TLS. */
    public Endpoint withTls() {
        return new Endpoint(host, port, true);
    }

    /** {@code http://127.0.0.1:8080}. */
    public String url() {
        return (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static int portColon(String text) {
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = text.indexOf(':') != colon && !text.contains("]");
        return bareIpv6 || colon < text.indexOf(']') ? -1 : colon;
    }

    private static int port(Settings settings, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw settings.invalid(Setting.HOST, "its port must be a number from 0 to 65535");
    }
}
