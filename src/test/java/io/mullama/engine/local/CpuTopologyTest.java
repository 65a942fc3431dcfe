package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CpuTopologyTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path cpus = files.getPath("/sys/devices/system/cpu");

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void twoThreadsOnOneCoreAreOneCore() throws IOException {
        cpu(0, "0,4");
        cpu(1, "1,5");
        cpu(4, "0,4");
        cpu(5, "1,5");

        assertThat(CpuTopology.physicalCores(cpus, 4)).isEqualTo(2);
    }

    @Test
    void coresWithoutTwinsAllCount() throws IOException {
        cpu(0, "0-1");
        cpu(1, "0-1");
        cpu(2, "2");
        cpu(10, "10");

        assertThat(CpuTopology.physicalCores(cpus, 16)).isEqualTo(3);
    }

    @Test
    void aContainerMayUseFewerThanThereAre() throws IOException {
        for (int i = 0; i < 8; i++) {
            cpu(i, String.valueOf(i));
        }

        assertThat(CpuTopology.physicalCores(cpus, 3)).isEqualTo(3);
    }

    @Test
    void whatIsNoCpuOrSwitchedOffDoesNotCount() throws IOException {
        cpu(0, "0");
        Files.createDirectories(cpus.resolve("cpu1"));
        Files.createDirectories(cpus.resolve("cpufreq").resolve("topology"));
        Files.writeString(cpus.resolve("cpufreq").resolve("topology").resolve("thread_siblings_list"), "7");
        Files.createDirectories(cpus.resolve("cpuidle"));
        Files.writeString(cpus.resolve("online"), "0");

        assertThat(CpuTopology.physicalCores(cpus, 8)).isEqualTo(1);
    }

    @Test
    void whereTheSystemDoesNotTellAllThreadsCount() throws IOException {
        assertThat(CpuTopology.physicalCores(cpus, 6)).isEqualTo(6);

        Files.createDirectories(cpus.resolve("cpu0"));
        assertThat(CpuTopology.physicalCores(cpus, 6)).isEqualTo(6);
    }

    @Test
    void thisMachineHasAtLeastOneCore() {
        assertThat(CpuTopology.physicalCores())
                .isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private void cpu(int number, String siblings) throws IOException {
        Path topology = cpus.resolve("cpu" + number).resolve("topology");
        Files.createDirectories(topology);
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }
}
