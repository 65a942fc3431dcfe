package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({"900, YES", "901, TIGHT", "1200, TIGHT", "1201, NO"})
    void aTenthIsKeptForErrorsAndSwappingIsTight(long need, Fit fit) {
        assertThat(Fit.of(need, new MemoryReading(1000, 0, 200), 0)).isEqualTo(fit);
    }

    @Test
    void whatIsLoadedWouldMakeRoom() {
        MemoryReading memory = new MemoryReading(1000, 500, 0);
        assertThat(Fit.of(1300, memory, 0)).isEqualTo(Fit.NO);
        assertThat(Fit.of(1300, memory, 500)).isEqualTo(Fit.YES);
    }

    /** Llama 3.1 8B takes 128 KiB of keys and values for a token, Llama 3.2 1B 32 KiB. */
    @Test
    void aGuessIsALittleMoreThanWhatModelsTake() {
        MemoryNeed large = MemoryNeed.guessed(5 * GIB, 8_000_000_000L, 8192);
        assertThat(large.weights()).isEqualTo(5 * GIB);
        assertThat(large.cache()).isBetween(GIB, GIB * 5 / 4);
        assertThat(MemoryNeed.guessed(GIB, 1_000_000_000L, 8192).cache()).isBetween(GIB / 4, GIB / 2);
    }
}
