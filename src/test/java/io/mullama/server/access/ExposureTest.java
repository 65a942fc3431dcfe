package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.config.AccessSettings;
import io.mullama.config.ConfigFile;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExposureTest {
    @SuppressWarnings("AddressSelection") // literal addresses, never looked up
    private static void require(String address, Map<String, String> variables) {
        Settings settings = Settings.of(Map.of(), variables, ConfigFile.empty(Path.of("config.toml")));
        Exposure.requireKeys(
                List.of(new InetSocketAddress("127.0.0.1", 8080), new InetSocketAddress(address, 8080)),
                new AccessSettings(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
    void anAddressThatOtherMachinesReachWantsAKey(String address) {
        assertThatThrownBy(() -> require(address, Map.of())).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e.getMessage()).startsWith("everybody who reaches ").endsWith("no API key is set");
            assertThat(e.hint().orElseThrow()).contains("MULLAMA_API_KEY").contains("--insecure");
        });
    }

    @Test
    void withAKeyOrWithoutCareAnyAddressWillDo() {
        assertThatCode(() -> require("0.0.0.0", Map.of("MULLAMA_API_KEY", "k"))).doesNotThrowAnyException();
        assertThatCode(() -> require("0.0.0.0", Map.of("MULLAMA_API_KEYS", "a=k")))
                .doesNotThrowAnyException();
        assertThatCode(() -> require("0.0.0.0", Map.of("MULLAMA_INSECURE", "1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.3.4.5", "::1"})
    void loopbackNeedsNone(String address) {
        assertThatCode(() -> require(address, Map.of())).doesNotThrowAnyException();
    }
}
