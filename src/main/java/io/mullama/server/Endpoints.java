package io.mullama.server;

import io.mullama.config.AccessSettings;
import io.mullama.config.Directories;
import io.mullama.config.Endpoint;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.daemon.SocketPath;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.access.Exposure;
import io.mullama.server.access.TlsIdentity;
import io.mullama.server.http.EndpointException;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Where the daemon listens by its settings, and what to say when it cannot. Stateless. */
final class Endpoints {
    /** For those that are idle between requests, and for requests that do not generate. */
    private static final int SPARE_CONNECTIONS = 256;

    /** Each takes a thread and three file descriptors. */
    private static final int MOST_CONNECTIONS = 4096;

    private Endpoints() {}

    static HttpEndpoints of(Settings settings, Directories directories) {
        Path socket = SocketPath.of(directories.home(), settings.socket().orElse(""));
        try {
            SocketPath.createFolder(socket, directories.home());
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot make the folder of the socket " + socket + ": " + e.getMessage(),
                            "choose another with --socket")
                    .causedBy(e);
        }
        AccessSettings access = new AccessSettings(settings);
        Optional<SSLContext> tls = TlsIdentity.of(access);
        Endpoint endpoint = settings.endpoint();
        if (endpoint.tls() && tls.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    "the host '" + settings.text(Setting.HOST) + "' asks for TLS, and there is no certificate",
                    "give one with --tls-cert and --tls-key, or write http://");
        }
        List<InetSocketAddress> addresses = addresses(endpoint);
        Exposure.requireKeys(addresses, access);
        return new HttpEndpoints(addresses, socket, tls.orElse(null));
    }

    /** As many connections as requests can run or wait, and some more. */
    static HttpLimits limits(Settings settings) {
        long wanted = (long) SPARE_CONNECTIONS + settings.parallel() + settings.maxQueue();
        return HttpLimits.defaults()
                .withMaxConnections((int) Math.min(wanted, MOST_CONNECTIONS))
                .withMaxBodyBytes(new AccessSettings(settings).maxBodyBytes());
    }

    /** The first TCP endpoint as a URL; empty where only the socket listens. */
    static Optional<String> url(Settings settings) {
        Endpoint endpoint = settings.endpoint();
        boolean tls = new AccessSettings(settings).certificate().isPresent();
        return endpoint.port() == 0 ? Optional.empty() : Optional.of((tls ? endpoint.withTls() : endpoint).url());
    }

    static MullamaException refused(EndpointException e) {
        Throwable cause = e.getCause();
        String reason = String.valueOf((cause == null ? e : cause).getMessage());
        MullamaException error = e.endpoint() instanceof InetSocketAddress tcp
                ? refused(tcp, reason)
                : new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot listen on the socket " + e.endpoint() + ": " + reason,
                        "choose another with --socket");
        return error.causedBy(e);
    }

    /** By the words of Java and the system: there is no exception class of its own for each. */
    private static MullamaException refused(InetSocketAddress tcp, String reason) {
        String host = tcp.getAddress().getHostAddress();
        String port = "port " + tcp.getPort() + " on " + host;
        String hint = "choose another with --port, MULLAMA_PORT or port in config.toml; 0 for the socket alone";
        if (reason.contains("in use")) {
            return new MullamaException(ErrorCode.PORT_IN_USE, port + " is in use by another program", hint);
        }
        if (reason.contains("assign requested address")) {
            return new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    host + " is no address of this machine",
                    "choose another with --host, MULLAMA_HOST or host in config.toml");
        }
        ErrorCode code = reason.contains("ermission denied") ? ErrorCode.PERMISSION_DENIED : ErrorCode.PORT_IN_USE;
        return new MullamaException(code, port + " cannot be used: " + reason, hint);
    }

    /** Loopback means both of its addresses, where the machine has the second; a name means all of its own. */
    private static List<InetSocketAddress> addresses(Endpoint endpoint) {
        if (endpoint.port() == 0) {
            return List.of();
        }
        try {
            List<InetAddress> hosts = new ArrayList<>();
            if (endpoint.isLoopback()) {
                hosts.add(named("127.0.0.1").get(0));
                named("::1").stream().filter(Endpoints::isOurs).forEach(hosts::add);
            } else {
                hosts.addAll(named(endpoint.host()));
            }
            return hosts.stream()
                    .map(host -> new InetSocketAddress(host, endpoint.port()))
                    .toList();
        } catch (UnknownHostException e) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    "the host '" + endpoint.host() + "' is unknown",
                    "give an address of this machine, such as 127.0.0.1");
        }
    }

    private static List<InetAddress> named(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
