package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CellsTest {
    private final Cells cells = new Cells(100, 3);

    @Test
    void whatASequenceTakesIsNotFree() {
        cells.append(0, 30);
        cells.append(1, 20);

        assertThat(cells.free()).isEqualTo(50);
        assertThat(cells.length(0)).isEqualTo(30);
    }

    @Test
    void whatASequenceGivesBackIsFreeAgain() {
        cells.append(0, 30);

        cells.truncate(0, 10);

        assertThat(cells.free()).isEqualTo(90);
        assertThat(cells.length(0)).isEqualTo(10);
    }

    @Test
    void cutsBeyondTheEndChangeNothing() {
        cells.append(0, 5);

        cells.truncate(0, 7);

        assertThat(cells.length(0)).isEqualTo(5);
        assertThat(cells.free()).isEqualTo(95);
    }

    @Test
    void aSharedCellIsTakenOnceAndFreeWhenNobodyHoldsIt() {
        cells.append(0, 40);
        cells.share(0, 1, 25);
        cells.append(1, 5);
        assertThat(cells.free()).isEqualTo(55);

        cells.truncate(0, 0);
        assertThat(cells.free()).isEqualTo(70);

        cells.truncate(1, 0);
        assertThat(cells.free()).isEqualTo(100);
    }

    @Test
    void moreThanThereAreAreRefused() {
        cells.append(0, 99);

        assertThatIllegalStateException().isThrownBy(() -> cells.append(1, 2)).withMessageContaining("1 are free");
    }

    @Test
    void itTellsWhatCutsWouldFreeWithoutCutting() {
        cells.append(0, 40);
        cells.share(0, 1, 25);
        cells.append(2, 10);

        assertThat(cells.freeWith(new int[] {0, 100, 100})).isEqualTo(65);
        assertThat(cells.freeWith(new int[] {0, 0, 100})).isEqualTo(90);
        assertThat(cells.freeWith(new int[] {30, 100, 0})).isEqualTo(70);
        assertThat(cells.free()).isEqualTo(50);
    }

    @Test
    void whateverHappensTheCountStaysRight() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int sequence = random.nextInt(3);
            int other = (sequence + 1) % 3;
            switch (random.nextInt(3)) {
                case 0 -> cells.append(sequence, Math.min(cells.free(), random.nextInt(30)));
                case 1 -> cells.truncate(sequence, random.nextInt(40));
                default -> {
                    cells.truncate(other, 0);
                    cells.share(sequence, other, random.nextInt(cells.length(sequence) + 1));
                }
            }
            int[] everything = {100, 100, 100};
            assertThat(cells.freeWith(everything)).as("seed %d", seed).isEqualTo(cells.free());
        }
        for (int sequence = 0; sequence < 3; sequence++) {
            cells.truncate(sequence, 0);
        }
        assertThat(cells.free()).as("seed %d", seed).isEqualTo(100);
    }
}
