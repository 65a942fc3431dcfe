package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginRuleTest {
    private final OriginRule rule =
            new OriginRule(List.of("https://Chat.example/", "http://localhost:*", "app://*", "https://*.team.example"));

    @ParameterizedTest
    @CsvSource({
        "https://chat.example,       true",
        "HTTPS://CHAT.EXAMPLE,       true",
        "https://chat.example:8443,  false",
        "http://chat.example,        false",
        "http://localhost:3000,      true",
        "http://localhost,           false",
        "http://localhost.evil:3000, false",
        "app://mullama,              true",
        "https://a.team.example,     true",
        "https://team.example,       false",
        "https://evil.example,       false",
        "null,                       false",
        "'',                         false",
    })
    void whatIsListedIsAllowed(String origin, boolean allowed) {
        assertThat(rule.allows(origin, "127.0.0.1:8080")).isEqualTo(allowed);
        assertThat(rule.allowsAny()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080, true",
        "https://box:8080,      BOX:8080,       true",
        "http://127.0.0.1:8081, 127.0.0.1:8080, false",
    })
    void aPageOfOurOwnIsAllowed(String origin, String host, boolean allowed) {
        assertThat(new OriginRule(List.of()).allows(origin, host)).isEqualTo(allowed);
    }

    @Test
    void anAsteriskAllowsEveryPage() {
        OriginRule any = new OriginRule(List.of("https://chat.example", "*"));
        assertThat(any.allows("null", "h")).isTrue();
        assertThat(any.allowsAny()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "HEAD, false", "OPTIONS, false", "POST, true", "DELETE, true", "PUT, true", "get, true"})
    void onlyWhatChangesSomethingIsStopped(String method, boolean stopped) {
        assertThat(OriginRule.isStopped(method)).isEqualTo(stopped);
    }
}
