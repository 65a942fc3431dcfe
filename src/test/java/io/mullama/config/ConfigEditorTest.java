package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing the settings' file while others do. */
class ConfigEditorTest {
    @TempDir
    Path home;

    private Directories directories() {
        return Directories.of(home.getFileSystem(), Map.of("MULLAMA_HOME", home.toString()), "", "");
    }

    @Test
    void changesAtTheSameTimeAllStay() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            SettingKey key = SettingKey.parse("api_keys.k" + i);
            ConfigEditor editor = new ConfigEditor(directories());
            threads.add(new Thread(() -> editor.set(key, "secret")));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(Files.readAllLines(directories().configFile())).hasSize(16);
    }

    @Test
    void whatIsNotThereIsNotTakenAway() {
        assertThat(new ConfigEditor(directories()).unset(List.of("port"))).isFalse();
        assertThat(home).isEmptyDirectory();
    }
}
