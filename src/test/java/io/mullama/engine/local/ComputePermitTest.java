package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ComputePermitTest {
    private final ComputePermit permit = new ComputePermit();

    @Test
    void onlyOneComputesAtATime() throws InterruptedException {
        AtomicInteger computing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            start(() -> {
                for (int step = 0; step < 200; step++) {
                    permit.acquire();
                    most.accumulateAndGet(computing.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    computing.decrementAndGet();
                    permit.release();
                }
                ended.countDown();
            });
        }

        assertThat(ended.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void whoAskedFirstIsServedFirst() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(3);
        permit.acquire();
        for (int i = 0; i < 3; i++) {
            int number = i;
            Thread thread = start(() -> {
                permit.acquire();
                order.add(number);
                permit.release();
                ended.countDown();
            });
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }

        permit.release();

        assertThat(ended.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void itIsWantedWhileSomebodyComputes() {
        assertThat(permit.isWanted()).isFalse();
        permit.acquire();
        assertThat(permit.isWanted()).isTrue();
        permit.release();
        assertThat(permit.isWanted()).isFalse();
    }

    @Test
    void anInterruptionDoesNotGiveThePermitAway() {
        Thread.currentThread().interrupt();

        permit.acquire();

        assertThat(Thread.interrupted()).isTrue();
        permit.release();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
