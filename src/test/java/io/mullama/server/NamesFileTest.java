package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The files that shell completion reads. */
class NamesFileTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path file = files.getPath("/names");

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void theNamesAreLinesAndNothingElseIsLeft() throws IOException {
        new NamesFile(file, () -> List.of("qwen2.5:7b", "tiny")).write();
        new NamesFile(file, () -> List.of("tiny")).write();
        assertThat(Files.readString(file)).isEqualTo("tiny\n");
        assertThat(files.getPath("/names.part")).doesNotExist();
    }

    @Test
    void whatTakesAWhileIsWrittenLater() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            new NamesFile(file, () -> List.of("llama3.2:1b")).writeLater(timer, Duration.ofMillis(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(file).hasContent("llama3.2:1b"));
        } finally {
            timer.shutdownNow();
        }
    }
}
