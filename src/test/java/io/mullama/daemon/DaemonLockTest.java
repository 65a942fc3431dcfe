package io.mullama.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock among threads of one process; that a killed process lets go is tested with the connector. */
class DaemonLockTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("daemon.lock");
    }

    @Test
    void oneHolderKeepsOthersOut() throws Exception {
        try (DaemonLock lock = DaemonLock.tryAcquire(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(DaemonLock.tryAcquire(file)).isEmpty();
            assertThat(DaemonLock.isHeld(file)).isTrue();
        }
    }

    @Test
    void lookingAtAHeldLockLeavesItHeld() throws Exception {
        try (DaemonLock lock = DaemonLock.tryAcquire(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            DaemonLock.isHeld(file);
            assertThat(DaemonLock.isHeld(file)).isTrue();
        }
    }

    @Test
    void aLockThatIsClosedCanBeTakenAgain() throws Exception {
        DaemonLock.tryAcquire(file).orElseThrow().close();
        assertThat(DaemonLock.isHeld(file)).isFalse();
        DaemonLock again = DaemonLock.tryAcquire(file).orElseThrow();
        again.close();
        again.close();
        assertThat(DaemonLock.isHeld(file)).isFalse();
    }

    @Test
    void nobodyHoldsALockWhoseFileIsNotThere() throws Exception {
        assertThat(DaemonLock.isHeld(file)).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void waitingForALockThatStaysHeldEnds() throws Exception {
        try (DaemonLock lock = DaemonLock.tryAcquire(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(DaemonLock.acquire(file, Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void waitingForALockThatIsLetGoGetsIt() throws Exception {
        DaemonLock lock = DaemonLock.tryAcquire(file).orElseThrow();
        Thread holder = new Thread(() -> {
            try {
                lock.close();
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        });
        holder.start();
        try (DaemonLock mine = DaemonLock.acquire(file, Duration.ofSeconds(10)).orElseThrow()) {
            assertThat(mine).isNotNull();
        }
        holder.join();
    }
}
