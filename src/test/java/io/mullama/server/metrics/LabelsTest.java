package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LabelsTest {
    @Test
    void labelsStandInTheirOrder() {
        assertThat(Labels.of("model", "qwen2.5:7b").and("le", "0.1").text())
                .isEqualTo("model=\"qwen2.5:7b\",le=\"0.1\"");
    }

    @Test
    void whatWouldEndAValueIsEscaped() {
        assertThat(Labels.of("model", "a\"b\\c\nd").text()).isEqualTo("model=\"a\\\"b\\\\c\\nd\"");
    }
}
