package io.mullama.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyVariablesTest {
    private static final String DIRECT = "direct";

    @Test
    void withoutVariablesThereIsNoProxy() {
        assertThat(way(Map.of(), "https://hub.test/x")).isEqualTo(DIRECT);
    }

    @Test
    void eachSchemeHasItsVariable() {
        Map<String, String> environment = Map.of("HTTP_PROXY", "http://a:1", "HTTPS_PROXY", "http://b:2");

        assertThat(way(environment, "http://hub.test/")).isEqualTo("a:1");
        assertThat(way(environment, "https://hub.test/")).isEqualTo("b:2");
        assertThat(way(environment, "HTTPS://hub.test/")).isEqualTo("b:2");
    }

    @Test
    void theOneForAllIsTakenWhereASchemeHasNone() {
        Map<String, String> environment = Map.of("ALL_PROXY", "http://all:1", "HTTPS_PROXY", "http://b:2");

        assertThat(way(environment, "http://hub.test/")).isEqualTo("all:1");
        assertThat(way(environment, "https://hub.test/")).isEqualTo("b:2");
    }

    @Test
    void smallLettersWin() {
        assertThat(way(Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:2"), "https://hub.test/"))
                .isEqualTo("b:2");
        assertThat(way(Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", ""), "https://hub.test/"))
                .isEqualTo("a:1");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy:3128, proxy:3128",
        "http://proxy:3128, proxy:3128",
        "http://proxy:3128/, proxy:3128",
        "HTTP://proxy, proxy:80",
        "' http://proxy:1 ', proxy:1",
        "http://me:secret@proxy:1, proxy:1",
        "'http://[::1]:1', '[::1]:1'",
    })
    void aProxyIsWrittenWithOrWithoutScheme(String text, String way) {
        assertThat(way(Map.of("HTTPS_PROXY", text), "https://hub.test/")).isEqualTo(way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "https://proxy:443", "http://", "http://a b", "::"})
    void whatIsNoHttpProxyIsRefusedWithoutItsPassword(String text) {
        assertThatThrownBy(() -> ProxyVariables.of(Map.of("https_proxy", text.replace("://", "://me:secret@"))))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
                    assertThat(e).hasMessage("HTTPS_PROXY names no HTTP proxy");
                    assertThat(e.hint())
                            .contains("write http://HOST:PORT, or http://NAME:PASSWORD@HOST:PORT;"
                                    + " SOCKS proxies are not supported");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "hub.test, hub.test, direct",
        "hub.test, cdn.hub.test, direct",
        ".hub.test, cdn.hub.test, direct",
        ".hub.test, hub.test, direct",
        "hub.test, myhub.test, proxy:1",
        "'a, hub.test', hub.test, direct",
        "'a hub.test', hub.test, direct",
        "HUB.test, hub.TEST, direct",
        "*, hub.test, direct",
        "'', hub.test, proxy:1",
        "'', localhost, direct",
        "'', 127.0.0.1, direct",
        "'', 127.1.2.3, direct",
        "'', [::1], direct",
        "10.0.0.1, 10.0.0.1, direct",
    })
    void exceptionsGoDirectly(String exceptions, String host, String way) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exceptions);

        assertThat(way(environment, "https://" + host + "/x")).isEqualTo(way);
    }

    @Test
    void nameAndPasswordAreForThatProxyAlone() {
        ProxyVariables proxies = ProxyVariables.of(Map.of("HTTPS_PROXY", "http://me:p%40ss+1@Proxy:3128"));

        assertThat(proxies.hasCredentials()).isTrue();
        assertThat(login(proxies, "proxy", 3128)).contains("me/p@ss+1");
        assertThat(login(proxies, "proxy", 3129)).isEmpty();
        assertThat(login(proxies, "other", 3128)).isEmpty();
    }

    @Test
    void aNameMayHaveNoPassword() {
        assertThat(login(ProxyVariables.of(Map.of("HTTP_PROXY", "http://me@proxy:1")), "proxy", 1))
                .contains("me/");
        assertThat(ProxyVariables.of(Map.of("HTTP_PROXY", "http://proxy:1")).hasCredentials())
                .isFalse();
    }

    private static Optional<String> login(ProxyVariables proxies, String host, int port) {
        return proxies.credentials(host, port).map(ProxyVariablesTest::text);
    }

    private static String text(PasswordAuthentication login) {
        return login.getUserName() + "/" + new String(login.getPassword());
    }

    private static String way(Map<String, String> environment, String address) {
        Proxy proxy = ProxyVariables.of(environment).select(URI.create(address)).get(0);
        return proxy.address() instanceof InetSocketAddress at ? at.getHostString() + ":" + at.getPort() : DIRECT;
    }
}
