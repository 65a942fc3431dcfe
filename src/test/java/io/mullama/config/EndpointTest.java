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

final class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,            127.0.0.1, 8080, http://127.0.0.1:8080",
        "127.0.0.1:9000,       127.0.0.1, 9000, http://127.0.0.1:9000",
        ":9000,                127.0.0.1, 9000, http://127.0.0.1:9000",
        "box,                  box,       8080, http://box:8080",
        "Box:9000,             box,       9000, http://box:9000",
        "http://box,           box,       8080, http://box:8080",
        "http://box/,          box,       8080, http://box:8080",
        "http://box:9000/,     box,       9000, http://box:9000",
        "[::1]:9000,           ::1,       9000, http://[::1]:9000",
        "http://[::1]:9000/,   ::1,       9000, http://[::1]:9000",
        "[::1],                ::1,       8080, http://[::1]:8080",
        "::1,                  ::1,       8080, http://[::1]:8080",
        "fe80::1,              fe80::1,   8080, http://[fe80::1]:8080",
        "0.0.0.0,              0.0.0.0,   8080, http://0.0.0.0:8080",
        "[::]:0,               ::,        0,    http://[::]:0",
        "box:0,                box,       0,    http://box:0",
        "box:65535,            box,       65535, http://box:65535",
    })
    void aHostIsReadInTheSpellingsThatPeopleKnow(String text, String host, int port, String url) {
        Endpoint endpoint = endpoint(text);

        assertThat(endpoint).isEqualTo(new Endpoint(host, port));
        assertThat(endpoint.url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:box",
                "https://http://box",
                "ftp://box",
                "a/b",
                "my box",
                "[::1",
                "::1]",
                "[::1]x",
                "me@box",
                "box?x",
                "HTTP://box",
                "http://http://box",
                "box:9000/path"
            })
    void whatIsNoHostIsRefused(String text) {
        assertRefused(text, "it takes a host name or address, with or without :PORT");
    }

    @Test
    void anAddressMaySayThatItSpeaksTls() {
        assertThat(endpoint("https://box:9000/")).isEqualTo(new Endpoint("box", 9000, true));
        assertThat(endpoint("https://0.0.0.0:9000").forClient().url()).isEqualTo("https://127.0.0.1:9000");
        assertThat(new Endpoint("::1", 9000).withTls().url()).isEqualTo("https://[::1]:9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"box:", "box:http", "box:65536", "box:-1", "box:99999999999", "[::1]:", ":"})
    void aPortThatIsNoneIsRefused(String text) {
        assertRefused(text, "its port must be a number from 0 to 65535");
    }

    @Test
    void aPortOfAStrongerPlaceThanTheHostHolds() {
        Map<String, String> both = Map.of("MULLAMA_HOST", "box:9000", "MULLAMA_PORT", "9002");
        ConfigFile none = ConfigFile.empty(Path.of("config.toml"));

        assertThat(Settings.of(Map.of(Setting.PORT, "9001"), both, none).endpoint())
                .isEqualTo(new Endpoint("box", 9001));
        assertThat(Settings.of(Map.of(), both, none).endpoint()).isEqualTo(new Endpoint("box", 9000));
        assertThat(Settings.of(Map.of(Setting.HOST, "inn:9003"), both, none).endpoint())
                .isEqualTo(new Endpoint("inn", 9003));
        assertThat(Settings.of(Map.of(Setting.HOST, "inn"), both, none).endpoint())
                .isEqualTo(new Endpoint("inn", 9002));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true,  true", "localhost, true,  true", "LOCALHOST, true,  true", "::1, true,  true",
        "0.0.0.0,   true,  false", "'::',     true,  false", "box,       false, false", "10.0.0.1,  false, false"
    })
    void aClientMayStartTheDaemonOnItsOwnMachineAlone(String text, boolean ours, boolean loopback) {
        assertThat(endpoint(text).isThisMachine()).isEqualTo(ours);
        assertThat(endpoint(text).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:9000, 127.0.0.1", "[::]:9000, 127.0.0.1", "[::1]:9000, ::1", "box:9000, box"})
    void anAddressThatStandsForAllMeansLoopbackToAClient(String text, String host) {
        assertThat(endpoint(text).forClient()).isEqualTo(new Endpoint(host, 9000));
    }

    private static void assertRefused(String text, String allowed) {
        assertThatThrownBy(() -> endpoint(text)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e).hasMessage("host is '" + text + "' (from MULLAMA_HOST)");
            assertThat(e.hint()).hasValue(allowed);
        });
    }

    private static Endpoint endpoint(String host) {
        return Settings.of(Map.of(), Map.of("MULLAMA_HOST", host), ConfigFile.empty(Path.of("config.toml")))
                .endpoint();
    }
}
