package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestNameTest {
    private static final List<String> NAMES = List.of("tiny", "llama3.2", "Qwen2.5", "run", "rm");

    @ParameterizedTest
    @CsvSource({
        "tiyn, tiny",
        "tin, tiny",
        "tinny, tiny",
        "TINY, tiny",
        "ti, tiny",
        "lama3.2, llama3.2",
        "llama, llama3.2",
        "qwen2.5, Qwen2.5",
        "qwen, Qwen2.5",
        "urn, run",
        "rn, run"
    })
    void aTypoFindsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "t", "tiny-but-much-longer", "", "2.5", "..", "\u0000"})
    void whatResemblesNothingFindsNothing(String typed) {
        assertThat(NearestName.of(typed, NAMES)).isEmpty();
    }

    @Test
    void theClosestOfSeveralIsFound() {
        assertThat(NearestName.of("model-a1", List.of("model-b2", "model-a2", "model-a11")))
                .hasValue("model-a2");
        assertThat(NearestName.of("tiny", List.of("tiny-chat", "tiny"))).hasValue("tiny");
    }

    @Test
    void nothingResemblesAnythingAmongNoNames() {
        assertThat(NearestName.of("tiny", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, axc, 1",
        "abc, ac, 1",
        "abc, abxc, 1",
        "ca, abc, 3",
        "kitten, sitting, 3"
    })
    void theDistanceCountsInsertionsDeletionsReplacementsAndSwaps(String a, String b, int distance) {
        assertThat(NearestName.distance(a, b)).isEqualTo(distance);
        assertThat(NearestName.distance(b, a)).isEqualTo(distance);
    }
}
