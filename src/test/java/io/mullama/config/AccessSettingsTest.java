package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessSettingsTest {
    private static AccessSettings with(Map<String, String> variables) {
        return new AccessSettings(Settings.of(Map.of(), variables, ConfigFile.empty(Path.of("config.toml"))));
    }

    private static void assertRefused(Runnable work, String message, String hint) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e).hasMessage(message);
            assertThat(e.hint().orElseThrow()).contains(hint);
        });
    }

    @Test
    void withoutSettingsThePortIsOpenToThisMachineAndEveryPageOnIt() {
        AccessSettings access = with(Map.of());
        assertThat(access.hosts()).containsExactly("127.0.0.1");
        assertThat(access.origins()).containsExactly("*");
        assertThat(access.key()).isEmpty();
        assertThat(access.keys()).isEmpty();
        assertThat(access.requestsPerMinute()).isEmpty();
        assertThat(access.isInsecure()).isFalse();
        assertThat(access.certificate()).isEmpty();
        assertThat(access.authorities()).isEmpty();
        assertThat(access.maxBodyBytes()).isEqualTo(64 << 20);
    }

    @Test
    void namesAndOriginsHaveCommasBetweenThem() {
        AccessSettings access = with(Map.of(
                "MULLAMA_HOST", "Box:9000",
                "MULLAMA_ALLOWED_HOSTS", "a.lan, *.b.lan",
                "MULLAMA_ALLOWED_ORIGINS", "https://a.example,app://*"));
        assertThat(access.hosts()).containsExactly("a.lan", "*.b.lan", "box");
        assertThat(access.origins()).containsExactly("https://a.example", "app://*");
    }

    @Test
    void keysHaveNames() {
        AccessSettings access =
                with(Map.of("MULLAMA_API_KEY", "one", "MULLAMA_API_KEYS", "laptop=two=, three,c2l4=,b=="));
        assertThat(access.key()).hasValue("one");
        assertThat(access.keys())
                .containsExactly(
                        Map.entry("default", "one"),
                        Map.entry("laptop", "two="),
                        Map.entry("key 2", "three"),
                        Map.entry("key 3", "c2l4="),
                        Map.entry("key 4", "b=="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter two", "hünter", "hunter\u0007"})
    void aKeyThatNoHeaderCarriesIsRefusedWithoutShowingIt(String key) {
        assertRefused(
                () -> with(Map.of("MULLAMA_API_KEY", key)).keys(),
                "api_key (from MULLAMA_API_KEY) has a key with a blank or a character beyond ASCII",
                "openssl rand");
        assertRefused(
                () -> with(Map.of("MULLAMA_API_KEYS", "ok," + key)).keys(),
                "api_keys (from MULLAMA_API_KEYS) has a key with a blank or a character beyond ASCII",
                "openssl rand");
    }

    @Test
    void twoKeysOfOneNameAreRefused() {
        assertRefused(
                () -> with(Map.of("MULLAMA_API_KEYS", "a=1x,a=2x")).keys(),
                "api_keys (from MULLAMA_API_KEYS) has two keys that are named 'a'",
                "a key is made of");
    }

    @ParameterizedTest
    @CsvSource({"MULLAMA_TLS_CERT, tls_cert, tls_key", "MULLAMA_TLS_KEY, tls_key, tls_cert"})
    void aCertificateNeedsItsKeyAndTheReverse(String variable, String key, String other) {
        AccessSettings access = with(Map.of(variable, "/x.pem"));
        assertRefused(
                () -> {
                    access.certificate();
                    access.privateKey();
                },
                key + " is set (from " + variable + "), and " + other + " is not",
                "give both");
    }
}
