package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.engine.memory.SystemMemory.Machine;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SystemMemoryTest {
    private static final long KIB = 1024;
    private static final Machine MACHINE = new Machine(30_000, 7_000, 500);

    private final FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
    private final Path root = fileSystem.getPath("/sample");
    private final SystemFiles files = new SystemFiles(root);

    @BeforeEach
    void writeMemory() throws IOException {
        write("/proc/meminfo", """
                MemTotal:       24683656 kB
                MemFree:        22557224 kB
                MemAvailable:   23822692 kB
                Buffers:            9432 kB
                SwapTotal:       2000000 kB
                SwapFree:        1500000 kB
                HugePages_Total:       0
                """);
        write("/proc/self/status", """
                Name:\tjava
                VmRSS:\t  508456 kB
                RssAnon:\t  464688 kB
                RssFile:\t  240720 kB
                """);
    }

    @AfterEach
    void close() throws IOException {
        fileSystem.close();
    }

    @Test
    void linuxTellsWhatIsAvailableAndWhatLiesInSwap() {
        assertThat(SystemMemory.linux(files, () -> MACHINE))
                .isEqualTo(new MemoryReading(23_822_692 * KIB, 464_688 * KIB, 1_500_000 * KIB));
    }

    @Test
    void aControlGroupsLimitIsAWallWithNoSwapBehindIt() throws IOException {
        write("/proc/self/cgroup", "0::/\n");
        write("/proc/self/mountinfo", "28 22 0:25 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup2 rw\n");
        write("/sys/fs/cgroup/memory.max", "1000000\n");
        write("/sys/fs/cgroup/memory.current", "300000\n");

        assertThat(SystemMemory.linux(files, () -> MACHINE)).isEqualTo(new MemoryReading(700_000, 464_688 * KIB, 0));
    }

    @Test
    void aControlGroupLargerThanTheMachineIsNoLimit() throws IOException {
        write("/proc/self/cgroup", "0::/\n");
        write("/proc/self/mountinfo", "28 22 0:25 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup2 rw\n");
        write("/sys/fs/cgroup/memory.max", "64000000000\n");
        write("/sys/fs/cgroup/memory.current", "0\n");

        assertThat(SystemMemory.linux(files, () -> MACHINE).available()).isEqualTo(23_822_692 * KIB);
    }

    @Test
    void aLinuxThatDoesNotTellIsTakenForAnyOtherSystem() throws IOException {
        write("/proc/meminfo", "MemTotal: 24683656 kB\n");

        assertThat(SystemMemory.linux(files, () -> MACHINE)).isEqualTo(new MemoryReading(7_000, Long.MAX_VALUE, 500));
    }

    @Test
    void macOsHasTwoThirdsOfTheMachineWhateverItCallsFree() {
        assertThat(SystemMemory.mac(MACHINE)).isEqualTo(new MemoryReading(20_000, 0, 10_000));
    }

    @Test
    void anotherSystemHasWhatIsFreeAndWhatTheModelsHave() {
        MemoryReading reading = SystemMemory.other(MACHINE);

        assertThat(reading.room(2_000)).isEqualTo(9_000);
        assertThat(reading.most(2_000)).isEqualTo(9_500);
    }

    @Test
    void thisMachineCanBeRead() {
        for (String system : new String[] {System.getProperty("os.name"), "Mac OS X", "Windows 11", "AIX"}) {
            assertThat(SystemMemory.of(system).read().available()).isPositive();
        }
    }

    @Test
    void whatSomebodySetHoldsWhateverTheSystemSays() {
        assertThat(MemorySource.of(OptionalLong.of(5)).read()).isEqualTo(new MemoryReading(5, 0, 0));
        assertThat(MemorySource.of(OptionalLong.empty()).read().available()).isPositive();
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
