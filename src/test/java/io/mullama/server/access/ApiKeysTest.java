package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApiKeysTest {
    private final ApiKeys keys = new ApiKeys(Map.of("laptop", "sk-1", "phone", "sk-2"));

    @Test
    void aKeyHasItsName() {
        assertThat(keys.nameOf("sk-1")).hasValue("laptop");
        assertThat(keys.nameOf("sk-2")).hasValue("phone");
    }

    @Test
    void anythingElseIsNoKey() {
        for (String wrong : new String[] {"", "sk-", "sk-11", "SK-1", "laptop", "sk-1 "}) {
            assertThat(keys.nameOf(wrong)).isEmpty();
        }
    }

    @Test
    void thereMayBeNone() {
        assertThat(keys.isEmpty()).isFalse();
        assertThat(new ApiKeys(Map.of()).isEmpty()).isTrue();
        assertThat(new ApiKeys(Map.of()).nameOf("")).isEmpty();
    }
}
