package io.mullama.engine.local;

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
        assertThat(list.commonPrefix(of(1))).isZero();
        assertThat(list.commonPrefix(of())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 100_000})
    void aListGrowsAsFarAsNeeded(int count) {
        IntStream.range(0, count).forEach(list::add);

        assertThat(list.toArray()).containsExactly(range(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 257, 100_000})
    void manyAreAddedAtOnce(int count) {
        list.add(-1);

        list.addAll(range(count));
        list.add(-2);

        assertThat(list.size()).isEqualTo(count + 2);
        assertThat(list.get(count + 1)).isEqualTo(-2);
    }

    @Test
    void aPartOfAnotherListIsAdded() {
        list.add(7);

        list.addAll(of(range(300)), 298, 2);

        assertThat(list.toArray()).containsExactly(7, 298, 299);
    }

    @Test
    void whatIsAddedIsACopy() {
        int[] prompt = {1, 2, 3};
        list.addAll(prompt);

        prompt[0] = 9;
        list.add(4);

        assertThat(list.get(0)).isEqualTo(1);
        assertThat(prompt).containsExactly(9, 2, 3);
    }

    @Test
    void truncatingForgetsTheEnd() {
        list.addAll(range(10));

        list.truncate(4);

        assertThat(list.size()).isEqualTo(4);
        assertThat(list.commonPrefix(of(range(10)))).isEqualTo(4);
        list.truncate(7);
        assertThat(list.size()).isEqualTo(4);
        list.add(40);
        assertThat(list.get(4)).isEqualTo(40);
    }

    @Test
    void theCommonPrefixEndsAtTheFirstDifferenceOrAtAnEnd() {
        list.addAll(new int[] {1, 2, 3});

        assertThat(list.commonPrefix(of(1, 2, 3))).isEqualTo(3);
        assertThat(list.commonPrefix(of(1, 2))).isEqualTo(2);
        assertThat(list.commonPrefix(of(1, 2, 3, 4))).isEqualTo(3);
        assertThat(list.commonPrefix(of(1, 9, 3))).isEqualTo(1);
        assertThat(list.commonPrefix(of(9))).isZero();
        assertThat(list.commonPrefix(of())).isZero();
    }

    private static TokenList of(int... tokens) {
        TokenList other = new TokenList();
        other.addAll(tokens);
        return other;
    }

    private static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }
}
