package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenListTest {
    private final TokenList list = new TokenList();

    @Test
    void aNewListIsEmpty() {
        assertThat(list.size()).isZero();
        assertThat(list.commonPrefix(new int[] {1})).isZero();
        assertThat(list.commonPrefix(new int[0])).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 100_000})
    void aListGrowsAsFarAsNeeded(int count) {
        IntStream.range(0, count).forEach(list::add);

        assertThat(IntStream.range(0, list.size()).map(list::get).toArray()).containsExactly(range(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 257, 100_000})
    void settingReplacesWhatWasThere(int count) {
        list.set(range(300));

        list.set(range(count));
        list.add(-1);

        assertThat(list.size()).isEqualTo(count + 1);
        assertThat(list.get(count)).isEqualTo(-1);
        assertThat(list.commonPrefix(range(count))).isEqualTo(count);
    }

    @Test
    void whatIsSetIsACopy() {
        int[] prompt = {1, 2, 3};
        list.set(prompt);

        prompt[0] = 9;
        list.add(4);

        assertThat(list.get(0)).isEqualTo(1);
        assertThat(prompt).containsExactly(9, 2, 3);
    }

    @Test
    void truncatingForgetsTheEnd() {
        list.set(range(10));

        list.truncate(4);

        assertThat(list.size()).isEqualTo(4);
        assertThat(list.commonPrefix(range(10))).isEqualTo(4);
        list.truncate(7);
        assertThat(list.size()).isEqualTo(4);
        list.add(40);
        assertThat(list.get(4)).isEqualTo(40);
    }

    @Test
    void theCommonPrefixEndsAtTheFirstDifferenceOrAtAnEnd() {
        list.set(new int[] {1, 2, 3});

        assertThat(list.commonPrefix(new int[] {1, 2, 3})).isEqualTo(3);
        assertThat(list.commonPrefix(new int[] {1, 2})).isEqualTo(2);
        assertThat(list.commonPrefix(new int[] {1, 2, 3, 4})).isEqualTo(3);
        assertThat(list.commonPrefix(new int[] {1, 9, 3})).isEqualTo(1);
        assertThat(list.commonPrefix(new int[] {9})).isZero();
        assertThat(list.commonPrefix(new int[] {})).isZero();
    }

    private static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }
}
