package io.mullama.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.hub.download.ChunkQueue.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ChunkQueueTest {
    @Test
    void theFirstChunksAreHandedOutFirstAndNoneTwice() throws Exception {
        ChunkQueue queue = new ChunkQueue(100, 2, List.of());

        assertThat(queue.take()).contains(new Run(0, 4));
        assertThat(queue.take()).contains(new Run(4, 8));
    }

    @Test
    void whatIsCompleteIsLeftOut() throws Exception {
        ChunkQueue queue = new ChunkQueue(100, 2, List.of(0, 1, 3, 6));

        assertThat(queue.take()).contains(new Run(2, 3));
        assertThat(queue.take()).contains(new Run(4, 6));
        assertThat(queue.take()).contains(new Run(7, 11));
    }

    @Test
    void runsAreShorterTowardsTheEndSoThatAllWorkersEndTogether() throws Exception {
        ChunkQueue queue = new ChunkQueue(24, 4, List.of());
        List<Integer> lengths = new ArrayList<>();

        for (int left = 24; left > 0; left -= lengths.get(lengths.size() - 1)) {
            Run run = queue.take().orElseThrow();
            lengths.add(run.to() - run.from());
            for (int chunk = run.from(); chunk < run.to(); chunk++) {
                queue.complete(chunk);
            }
            queue.giveBack(run);
        }

        assertThat(lengths).startsWith(3).endsWith(1, 1, 1, 1);
        assertThat(lengths).isSortedAccordingTo((a, b) -> b - a);
        assertThat(lengths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(24);
    }

    @Test
    void whatAWorkerGivesBackIsHandedOutAgainWithoutWhatIsComplete() throws Exception {
        ChunkQueue queue = new ChunkQueue(100, 2, List.of());
        Run run = queue.take().orElseThrow();
        queue.complete(0);

        queue.giveBack(run);

        assertThat(queue.take()).contains(new Run(1, 5));
    }

    @Test
    void aWorkerWithoutWorkWaitsForWhatOthersMayGiveBack() throws Exception {
        ChunkQueue queue = new ChunkQueue(1, 2, List.of());
        Run run = queue.take().orElseThrow();
        CompletableFuture<Optional<Run>> second = inAThread(queue::take);

        queue.giveBack(run);

        assertThat(second.get(10, TimeUnit.SECONDS)).contains(run);
    }

    @Test
    void workersWaitForDamagedChunksUntilNothingIsWantedAnyMore() throws Exception {
        ChunkQueue queue = new ChunkQueue(1, 2, List.of());
        Run run = queue.take().orElseThrow();
        CompletableFuture<Optional<Run>> second = inAThread(queue::take);

        queue.complete(0);
        queue.giveBack(run);
        queue.forget(0);

        assertThat(second.get(10, TimeUnit.SECONDS)).contains(new Run(0, 1));
        queue.close();
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void ofNothingThereIsNothingToTake() throws Exception {
        ChunkQueue queue = new ChunkQueue(0, 4, List.of());
        queue.close();

        assertThat(queue.take()).isEmpty();
    }

    @Test
    void whoeverWaitsForAChunkGoesOnWhenItIsComplete() throws Exception {
        ChunkQueue queue = new ChunkQueue(2, 1, List.of(0));
        CompletableFuture<Boolean> second = inAThread(() -> queue.await(1));

        assertThat(queue.await(0)).isTrue();
        queue.complete(1);

        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aChunkThatTurnsOutToBeDamagedIsHandedOutAgain() throws Exception {
        ChunkQueue queue = new ChunkQueue(2, 1, List.of(0, 1));

        queue.forget(0);

        assertThat(queue.take()).contains(new Run(0, 1));
    }

    @Test
    void nobodyWaitsAnyLongerOnceNothingIsWanted() throws Exception {
        ChunkQueue queue = new ChunkQueue(3, 1, List.of(2));
        Run run = queue.take().orElseThrow();
        CompletableFuture<Boolean> reader = inAThread(() -> queue.await(0));

        queue.close();
        queue.giveBack(run);

        assertThat(reader.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(queue.take()).isEmpty();
        assertThat(queue.await(2)).as("a chunk that is there already").isFalse();
    }

    private interface Waiting<T> {
        T call() throws InterruptedException;
    }

    private static <T> CompletableFuture<T> inAThread(Waiting<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
