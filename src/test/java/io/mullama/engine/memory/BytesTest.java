package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 MB",
        "52428, 0.0 MB",
        "1048576, 1.0 MB",
        "1258291, 1.2 MB",
        "10380902, 9.9 MB",
        "10485760, 10 MB",
        "536870912, 512 MB",
        "1047527424, 999 MB",
        "1073741824, 1.0 GB",
        "7784628224, 7.3 GB",
        "132560719872, 123.5 GB"
    })
    void anAmountIsWrittenInPowersOf1024(long bytes, String text) {
        assertThat(Bytes.text(bytes)).isEqualTo(text);
    }

    @Test
    void aSumThatIsTooLargeIsTheLargestNumber() {
        assertThat(Bytes.sum(3, 4)).isEqualTo(7);
        assertThat(Bytes.sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Bytes.sum(-5, 3)).isEqualTo(-2);
    }

    @Test
    void aProductThatIsTooLargeIsTheLargestNumber() {
        assertThat(Bytes.product(3, 4, 5)).isEqualTo(60);
        assertThat(Bytes.product(3, 0, Long.MAX_VALUE)).isZero();
        assertThat(Bytes.product(Long.MAX_VALUE, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(Bytes.product(1L << 32, 1L << 31)).isEqualTo(Long.MAX_VALUE);
    }
}
