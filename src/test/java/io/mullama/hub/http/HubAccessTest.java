package io.mullama.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubAccessTest {
    private static final HubAccess HUB = access("https://hub.test/mirror");

    @ParameterizedTest
    @CsvSource({
        "https://hub.test/x, true",
        "https://HUB.test:443/x, true",
        "http://hub.test/x, false",
        "https://hub.test:8443/x, false",
        "https://cdn.hub.test/x, false",
        "https://hub.test@evil.test/x, false",
    })
    void theTokenIsForTheHubsOwnSchemeHostAndPort(URI address, boolean own) {
        assertThat(HUB.isOwn(address)).isEqualTo(own);
    }

    @Test
    void anAddressIsBelowTheEndpoint() {
        assertThat(HUB.resolve("/api/models/a/b")).hasToString("https://hub.test/mirror/api/models/a/b");
    }

    @Test
    void aPersonsOwnTokenReplacesTheDaemonsOne() {
        HubAccess daemons = new HubAccess(HUB.endpoint(), Optional.of("hf_daemon"), false);

        assertThat(daemons.withToken(Optional.of("hf_own")).token()).contains("hf_own");
        assertThat(daemons.withToken(Optional.empty()).token()).contains("hf_daemon");
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(HUB.withToken(Optional.of("hf_secret"))).asString().doesNotContain("hf_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hf_a\nX-Other: b", "hf_a hf_b", "hf_\u0007", "hf_\u00e4"})
    void whatCannotBeATokenIsRefusedWithoutRepeatingIt(String token) {
        assertThatThrownBy(() -> HUB.withToken(Optional.of(token)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
                    assertThat(e)
                            .hasMessage("the token for https://hub.test/mirror holds a character that no token has");
                    assertThat(e.hint()).contains("copy it again from https://hub.test/mirror/settings/tokens");
                });
    }

    private static HubAccess access(String endpoint) {
        return new HubAccess(URI.create(endpoint), Optional.empty(), false);
    }
}
