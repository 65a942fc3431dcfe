package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostRuleTest {
    private final HostRule rule = new HostRule(List.of("Box.lan", "*.docker.internal", "127.0.0.1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:8080",
                "192.168.1.20:11434",
                "[::1]",
                "[::1]:8080",
                "[FE80::1%25eth0]:8080",
                "[::ffff:10.0.0.1]",
                "localhost",
                "LocalHost:8080",
                "localhost.",
                "localhost.:80",
                "app.localhost:3000",
                "box.lan",
                "BOX.LAN.:9000",
                "host.docker.internal:8080",
                "box.lan:",
            })
    void anAddressOrOneOfItsNamesIsAllowed(String host) {
        assertThat(rule.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "127.0.0.1@evil.example",
                "127.0.0.1.evil.example:8080",
                "localhost.evil.example",
                "notlocalhost",
                "evilbox.lan",
                "boxxlan",
                "box.lan.evil.example",
                "docker.internal",
                "1.2.3",
                "0x7f000001",
                "[evil]",
                "[::1].evil.example",
                "[::1]evil",
                "localhost evil.example",
            })
    void anyOtherNameIsNot(String host) {
        assertThat(rule.allows(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", ""})
    void anAsteriskAllowsEveryName(String host) {
        assertThat(new HostRule(List.of("*")).allows(host)).isTrue();
    }
}
