package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.memory.Resident.Use;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryPlanTest {
    private static final MemoryPlan<String> LOAD = new MemoryPlan.Load<>(false);
    private static final MemoryPlan<String> WAIT = new MemoryPlan.Wait<>();

    @Test
    void aModelThatFitsBesideTheOthersIsLoaded() {
        assertThat(plan(4, 10)).isEqualTo(LOAD);
        assertThat(plan(4, 10, unused("a", 6, 1))).isEqualTo(LOAD);
        assertThat(plan(4, 10, used("a", 3), used("b", 3))).isEqualTo(LOAD);
    }

    @Test
    void theOneUnusedForLongestMakesRoom() {
        assertThat(plan(4, 10, unused("new", 4, 9), unused("old", 4, 1))).isEqualTo(evict("old"));
    }

    @Test
    void asManyGoAsMakeEnoughRoom() {
        assertThat(plan(8, 10, unused("c", 3, 3), unused("a", 3, 1), unused("b", 3, 2)))
                .isEqualTo(evict("c", "b", "a"));
        assertThat(plan(5, 10, unused("c", 3, 3), unused("a", 3, 1), unused("b", 3, 2)))
                .isEqualTo(evict("b", "a"));
    }

    @Test
    void aModelWhoseRoomDoesNotHelpStays() {
        assertThat(plan(8, 10, unused("small", 1, 1), unused("large", 8, 2))).isEqualTo(evict("large"));
        assertThat(plan(8, 10, unused("one", 2, 1), unused("large", 7, 3), unused("two", 1, 2)))
                .isEqualTo(evict("large", "one"));
    }

    @Test
    void aModelInUseIsNeverEvicted() {
        assertThat(plan(4, 10, used("a", 4), unused("b", 4, 9))).isEqualTo(evict("b"));
    }

    @Test
    void whereModelsInUseLeaveTooLittleNothingGoesInVain() {
        assertThat(plan(8, 10, used("a", 4), unused("b", 4, 9))).isEqualTo(WAIT);
    }

    @Test
    void whatIsBeingFreedIsWaitedForAndNothingElseGoes() {
        assertThat(plan(4, 10, leaving("a", 4), unused("b", 4, 1))).isEqualTo(WAIT);
    }

    @Test
    void whatIsBeingFreedCountsAsMemoryUntilItIsFree() {
        assertThat(plan(6, 10, leaving("a", 4), unused("b", 5, 1))).isEqualTo(evict("b"));
        assertThat(plan(10, 10, leaving("a", 4))).isEqualTo(WAIT);
    }

    @Test
    void aModelTooLargeForTheMachineIsRefusedAtOnce() {
        assertThat(plan(11, 10)).isEqualTo(new MemoryPlan.Refuse<>(10));
        assertThat(plan(11, 10, used("a", 4), unused("b", 4, 9))).isEqualTo(new MemoryPlan.Refuse<>(10));
    }

    @Test
    void aModelThatIsAloneMayTakeWhatLiesBeyond() {
        MemoryReading swapping = new MemoryReading(10, 0, 5);

        assertThat(MemoryPlan.of(10, List.<Resident<String>>of(), swapping, 0)).isEqualTo(LOAD);
        assertThat(MemoryPlan.of(15, List.<Resident<String>>of(), swapping, 0)).isEqualTo(new MemoryPlan.Load<>(true));
        assertThat(MemoryPlan.of(16, List.<Resident<String>>of(), swapping, 0)).isEqualTo(new MemoryPlan.Refuse<>(15));
        assertThat(MemoryPlan.of(15, List.of(unused("a", 1, 1)), swapping, 0)).isEqualTo(evict("a"));
        assertThat(MemoryPlan.of(15, List.of(used("a", 1)), swapping, 0)).isEqualTo(WAIT);
        assertThat(MemoryPlan.of(10, List.of(used("a", 1)), swapping, 0)).isEqualTo(WAIT);
    }

    @Test
    void whatTheModelsHaveThemselvesIsTheirsToGiveUp() {
        // 4 bytes are free, and the process has 7, of which its models have 6.
        MemoryReading memory = new MemoryReading(4, 7, 0);

        assertThat(MemoryPlan.of(4, List.of(used("a", 6)), memory, 0)).isEqualTo(LOAD);
        assertThat(MemoryPlan.of(5, List.of(unused("a", 6, 1)), memory, 0)).isEqualTo(evict("a"));
        assertThat(MemoryPlan.of(11, List.of(unused("a", 6, 1)), memory, 0)).isEqualTo(new MemoryPlan.Refuse<>(10));
    }

    @Test
    void mappedWeightsAreCountedThoughTheSystemCallsThemAvailable() {
        // Of a model of 6 bytes 2 are this process's own; the rest are pages of its file.
        MemoryReading memory = new MemoryReading(8, 2, 0);

        assertThat(MemoryPlan.of(5, List.of(unused("a", 6, 1)), memory, 0)).isEqualTo(evict("a"));
        assertThat(MemoryPlan.of(4, List.of(unused("a", 6, 1)), memory, 0)).isEqualTo(LOAD);
    }

    @Test
    void noMoreModelsAreLoadedThanMayBe() {
        MemoryReading plenty = MemoryReading.limitedTo(1000);

        assertThat(MemoryPlan.of(1, List.of(unused("a", 1, 2), unused("b", 1, 1)), plenty, 2))
                .isEqualTo(evict("b"));
        assertThat(MemoryPlan.of(1, List.of(used("a", 1), used("b", 1)), plenty, 2))
                .isEqualTo(WAIT);
        assertThat(MemoryPlan.of(1, List.of(used("a", 1), leaving("b", 1)), plenty, 2))
                .isEqualTo(WAIT);
        assertThat(MemoryPlan.of(1, List.of(used("a", 1)), plenty, 2)).isEqualTo(LOAD);
    }

    @Test
    void absurdSizesDoNotOverflow() {
        assertThat(plan(Long.MAX_VALUE, 10, used("a", Long.MAX_VALUE))).isEqualTo(new MemoryPlan.Refuse<>(10));
        assertThat(MemoryPlan.of(
                        1, List.of(used("a", Long.MAX_VALUE)), new MemoryReading(5, Long.MAX_VALUE, Long.MAX_VALUE), 0))
                .isEqualTo(LOAD);
    }

    @Test
    void aRefusalSaysWhatIsNeededWhatThereIsAndWhatIsMissing() {
        long mb = 1 << 20;
        MemoryNeed need = new MemoryNeed(8294 * mb, 1024 * mb, 300 * mb, 0);

        assertThat(new MemoryPlan.Refuse<String>(7373 * mb).text(need))
                .isEqualTo("it needs 9.4 GB (weights 8.1 GB, KV cache 1.0 GB, computing 300 MB) of memory, of which"
                        + " 7.2 GB can be had: 2.2 GB are missing");
    }

    @SafeVarargs
    private static MemoryPlan<String> plan(long need, long limit, Resident<String>... residents) {
        List<Resident<String>> all = new ArrayList<>();
        for (Resident<String> resident : residents) {
            all.add(resident);
        }
        return MemoryPlan.of(need, all, MemoryReading.limitedTo(limit), 0);
    }

    private static MemoryPlan<String> evict(String... models) {
        return new MemoryPlan.Evict<>(List.of(models));
    }

    private static Resident<String> used(String name, long bytes) {
        return new Resident<>(name, bytes, Use.USED, Instant.EPOCH);
    }

    private static Resident<String> unused(String name, long bytes, long lastUsed) {
        return new Resident<>(name, bytes, Use.UNUSED, Instant.ofEpochSecond(lastUsed));
    }

    private static Resident<String> leaving(String name, long bytes) {
        return new Resident<>(name, bytes, Use.LEAVING, Instant.EPOCH);
    }
}
