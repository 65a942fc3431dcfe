package io.mullama.cli.repl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Waiting for an answer to begin. */
final class AskedAnswerTest {
    @Test
    void whoWaitsForADaemonThatHangsIsLetGo() {
        CountDownLatch hung = new CountDownLatch(1);
        AskedAnswer asked = new AskedAnswer(() -> {
            try {
                hung.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("nobody waits for this");
        });
        asked.close();

        assertThatThrownBy(asked::begun)
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
        hung.countDown();
    }

    @Test
    void whatFailsOnTheOtherThreadFailsHere() {
        AskedAnswer asked = new AskedAnswer(() -> {
            throw new MullamaException(ErrorCode.DAEMON_UNREACHABLE, "gone");
        });

        assertThatThrownBy(asked::begun).isInstanceOf(MullamaException.class).hasMessage("gone");
        asked.close();
    }
}
