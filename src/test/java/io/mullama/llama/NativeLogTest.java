package io.mullama.llama;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

final class NativeLogTest {
    private static final int ERROR = 4;
    private static final int CONTINUED = 5;

    private final NativeLog log = new NativeLog();

    @Test
    void theFirstComplaintIsTold() {
        say(ERROR, "llama_model_load: no such file");
        say(ERROR, "llama_model_load: failed");

        assertThat(log.firstComplaint()).isEqualTo("no such file");
        log.forgetComplaints();
        assertThat(log.firstComplaint()).isEqualTo("llama.cpp gave no reason");
    }

    @Test
    void whatIsSaidOnAnotherThreadIsAnothersAffair() throws InterruptedException {
        say(ERROR, "llama_model_load: no such file");
        Thread other = new Thread(() -> {
            log.forgetComplaints();
            say(ERROR, "llama_model_load: no memory");
        });
        other.start();
        other.join();
        say(CONTINUED, ".");

        assertThat(log.firstComplaint()).isEqualTo("no such file");
    }

    private void say(int level, String line) {
        Memory text = new Memory(line.length() + 1L);
        text.setString(0, line);
        log.invoke(level, text, Pointer.NULL);
    }
}
