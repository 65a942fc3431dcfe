package io.mullama.hub.http;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the client that all requests to hubs go through. Stateless. */
public final class HubClients {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private HubClients() {}

    /** A client that uses the proxies that the environment names, and follows no redirects. */
    public static HttpClient of(Map<String, String> environment) {
        ProxyVariables proxies = ProxyVariables.of(environment);
        if (proxies.hasCredentials()) {
            // The JDK sends no password to a proxy for https unless that is allowed before its client is first used.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(proxies);
        if (proxies.hasCredentials()) {
            client.authenticator(new ProxyLogin(proxies));
        }
        return client.build();
    }

    private static final class ProxyLogin extends Authenticator {
        private final ProxyVariables proxies;

        ProxyLogin(ProxyVariables proxies) {
            this.proxies = proxies;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            Optional<PasswordAuthentication> login = getRequestorType() == RequestorType.PROXY
                    ? proxies.credentials(getRequestingHost(), getRequestingPort())
                    : Optional.empty();
            return login.orElse(null);
        }
    }
}
