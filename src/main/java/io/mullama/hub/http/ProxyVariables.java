package io.mullama.hub.http;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name, as curl reads
 * them. Immutable.
 */
final class ProxyVariables extends ProxySelector {
    private record HttpProxy(
            String host, int port, @Nullable String userInfo) {
        Proxy toProxy() {
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        }
    }

    private final Optional<HttpProxy> plain;
    private final Optional<HttpProxy> secure;
    private final List<String> exceptions;

    private ProxyVariables(Optional<HttpProxy> plain, Optional<HttpProxy> secure, List<String> exceptions) {
        this.plain = plain;
        this.secure = secure;
        this.exceptions = exceptions;
    }

    /**
     * Reads the variables, in small letters first.
     *
     * @throws MullamaException if one names no HTTP proxy
     */
    static ProxyVariables of(Map<String, String> environment) {
        Optional<HttpProxy> all = proxy(environment, "ALL_PROXY");
        // A CGI script's HTTP_PROXY is what a visitor sent, so curl reads the small one alone; here nobody sends it.
        Optional<HttpProxy> plain = proxy(environment, "HTTP_PROXY").or(() -> all);
        Optional<HttpProxy> secure = proxy(environment, "HTTPS_PROXY").or(() -> all);
        String none = value(environment, "NO_PROXY").orElse("");
        List<String> exceptions = Arrays.stream(none.split("[,\\s]+"))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        return new ProxyVariables(plain, secure, exceptions);
    }

    boolean hasCredentials() {
        return Stream.of(plain, secure).flatMap(Optional::stream).anyMatch(proxy -> proxy.userInfo() != null);
    }

    /** The name and password for a proxy. */
    Optional<PasswordAuthentication> credentials(String host, int port) {
        return Stream.of(secure, plain)
                .flatMap(Optional::stream)
                .filter(proxy -> proxy.host().equalsIgnoreCase(host) && proxy.port() == port)
                .map(HttpProxy::userInfo)
                .flatMap(Stream::ofNullable)
                .map(ProxyVariables::login)
                .findFirst();
    }

    @Override
    public List<Proxy> select(URI address) {
        Optional<HttpProxy> proxy = "https".equalsIgnoreCase(address.getScheme()) ? secure : plain;
        return proxy.filter(any -> !isException(address.getHost().toLowerCase(Locale.ROOT)))
                .map(each -> List.of(each.toProxy()))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException reason) {
        // The request fails, and says so.
    }

    private boolean isException(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.equals("localhost")
                || bare.startsWith("127.")
                || bare.equals("::1")
                || exceptions.stream().anyMatch(exception -> covers(exception, bare));
    }

    private static boolean covers(String exception, String host) {
        String name = exception.startsWith(".") ? exception.substring(1) : exception;
        return exception.equals("*") || host.equals(name) || host.endsWith("." + name);
    }

    private static Optional<HttpProxy> proxy(Map<String, String> environment, String variable) {
        return value(environment, variable).map(text -> parse(variable, text));
    }

    private static HttpProxy parse(String variable, String text) {
        String withScheme = text.contains("://") ? text : "http://" + text;
        try {
            URI address = URI.create(withScheme);
            if (address.getHost() != null && "http".equalsIgnoreCase(address.getScheme())) {
                int port = address.getPort() >= 0 ? address.getPort() : 80;
                return new HttpProxy(address.getHost(), port, address.getRawUserInfo());
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for another kind of proxy. The address may hold a password, so it is not repeated.
        }
        throw new MullamaException(
                ErrorCode.INVALID_SETTING,
                variable + " names no HTTP proxy",
                "write http://HOST:PORT, or http://NAME:PASSWORD@HOST:PORT; SOCKS proxies are not supported");
    }

    private static PasswordAuthentication login(String userInfo) {
        int colon = userInfo.indexOf(':');
        String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new PasswordAuthentication(decode(name), decode(password).toCharArray());
    }

    /** Percent escapes alone: a plus sign is one. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Stream.of(variable.toLowerCase(Locale.ROOT), variable)
                .map(environment::get)
                .flatMap(Stream::ofNullable)
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .findFirst();
    }
}
