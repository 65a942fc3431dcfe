package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PrefillSharesTest {
    @Test
    void whereAllFitAllGetWhatTheyNeed() {
        assertThat(PrefillShares.of(new int[] {100, 20, 300}, 512, 0)).containsExactly(100, 20, 300);
    }

    @Test
    void aShortPromptDoesNotWaitBehindALongOne() {
        assertThat(PrefillShares.of(new int[] {4000, 50}, 512, 0)).containsExactly(448, 50);
    }

    @Test
    void theOldestGetsAQuarterHoweverManyShortOnesCome() {
        assertThat(PrefillShares.of(new int[] {4000, 512, 512}, 512, 0)[0]).isEqualTo(128);
    }

    @Test
    void theShortestIsFinishedBeforeTheNextBegins() {
        assertThat(PrefillShares.of(new int[] {900, 600, 200}, 400, 0)).containsExactly(96, 96, 200);
    }

    @Test
    void noRoomIsNoShare() {
        assertThat(PrefillShares.of(new int[] {10}, 0, 0)).containsExactly(0);
        assertThat(PrefillShares.of(new int[] {10}, -5, 0)).containsExactly(0);
        assertThat(PrefillShares.of(new int[0], 10, 0)).isEmpty();
    }

    @Test
    void aPartEndsWithATile() {
        assertThat(PrefillShares.of(new int[] {4000}, 140, 0)).containsExactly(128);
        assertThat(PrefillShares.of(new int[] {4000}, 140, 1)).containsExactly(129);
        assertThat(PrefillShares.of(new int[] {140}, 140, 1)).containsExactly(140);
        assertThat(PrefillShares.of(new int[] {4000}, 20, 1)).containsExactly(20);
        assertThat(PrefillShares.of(new int[] {4000}, 32, 1)).containsExactly(32);
    }

    @Test
    void aPartOfLessThanATileWaitsForTheNextStep() {
        assertThat(PrefillShares.of(new int[] {900, 600, 300}, 140, 1)).containsExactly(33, 0, 97);
        assertThat(PrefillShares.of(new int[] {900, 600, 300}, 40, 1)).containsExactly(10, 0, 30);
    }

    @Test
    void aShortPromptDoesNotWaitBehindALongOneWhereThereIsLittleRoom() {
        assertThat(PrefillShares.of(new int[] {4000, 40}, 60, 1)).containsExactly(20, 40);
        assertThat(PrefillShares.of(new int[] {4000, 40}, 33, 1)).containsExactly(9, 24);
        assertThat(PrefillShares.of(new int[] {4000, 5}, 8, 1)).containsExactly(3, 5);
    }

    @Test
    void promptsAboutAsLongAreTakenInTheirOrder() {
        assertThat(PrefillShares.of(new int[] {250, 240, 230}, 400, 0)).containsExactly(250, 128, 0);
    }

    @Test
    void neitherTheRoomNorANeedIsExceededAndOfTheRoomLessThanATileEachIsWasted() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            int[] remaining = random.ints(1 + random.nextInt(6), 1, 1000).toArray();
            int room = random.nextInt(600);

            int[] shares = PrefillShares.of(remaining, room, round % 2);

            int sum = IntStream.of(shares).sum();
            assertThat(sum)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(room)
                    .isGreaterThan(Math.min(room, IntStream.of(remaining).sum()) - PrefillShares.TILE * shares.length);
            for (int i = 0; i < shares.length; i++) {
                assertThat(shares[i]).as("seed %d", seed).isBetween(0, remaining[i]);
            }
        }
    }
}
