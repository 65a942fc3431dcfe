package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlGroupsTest {
    private static final String SECOND =
            "31 24 0:27 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String FIRST =
            "35 31 0:32 %s /sys/fs/cgroup/memory rw,relatime shared:15 - cgroup cgroup rw,memory\n";
    private static final String GROUP = "/sys/fs/cgroup/user.slice/mullama.service";

    private final FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
    private final Path root = fileSystem.getPath("/sample");
    private final SystemFiles files = new SystemFiles(root);

    @AfterEach
    void close() throws IOException {
        fileSystem.close();
    }

    @Test
    void whereThereAreNoneThereIsNoLimit() {
        assertThat(ControlGroups.available(files)).isEmpty();
    }

    @Test
    void theLimitLessWhatIsTakenIsAvailable() throws IOException {
        inSecondVersion();
        limit(GROUP, "8000", 3000);

        assertThat(ControlGroups.available(files)).hasValue(5000);
    }

    @Test
    void thePagesOfFilesAreAvailable() throws IOException {
        inSecondVersion();
        limit(GROUP, "8000", 7000);
        write(
                GROUP + "/memory.stat",
                "anon 2000\nfile 4900\nshmem 100\ninactive_anon 1900\nactive_anon 200\n"
                        + "inactive_file 1500\nactive_file 3300\nslab_reclaimable 40\nslab 60\n");

        assertThat(ControlGroups.available(files)).hasValue(8000 - 7000 + 1500 + 3300 + 40);
    }

    @Test
    void aGroupWithoutALimitIsNoLimit() throws IOException {
        inSecondVersion();
        limit(GROUP, "max", 3000);

        assertThat(ControlGroups.available(files)).isEmpty();
    }

    @Test
    void theTightestOfTheGroupsAboveHolds() throws IOException {
        inSecondVersion();
        limit(GROUP, "max", 3000);
        limit("/sys/fs/cgroup/user.slice", "9000", 8500);

        assertThat(ControlGroups.available(files)).hasValue(500);

        limit("/sys/fs/cgroup", "600", 500);
        assertThat(ControlGroups.available(files)).hasValue(100);
    }

    @Test
    void beingThrottledIsALimitToo() throws IOException {
        inSecondVersion();
        limit(GROUP, "8000", 3000);
        write(GROUP + "/memory.high", "4000\n");

        assertThat(ControlGroups.available(files)).hasValue(1000);
    }

    @Test
    void aGroupThatTakesMoreThanItMayHasNothingLeft() throws IOException {
        inSecondVersion();
        limit(GROUP, "3000", 8000);

        assertThat(ControlGroups.available(files)).hasValue(0);
    }

    @Test
    void theFirstVersionHasOtherNamesAndCountsChildren() throws IOException {
        write("/proc/self/cgroup", "9:name=systemd:/\n4:memory:/lxc/box\n1:cpu:/lxc/box\n0::/\n");
        write("/proc/self/mountinfo", FIRST.formatted("/"));
        String group = "/sys/fs/cgroup/memory/lxc/box";
        write(group + "/memory.limit_in_bytes", "8000\n");
        write(group + "/memory.usage_in_bytes", "7000\n");
        write(group + "/memory.stat", "inactive_file 1\nactive_file 2\ntotal_inactive_file 10\ntotal_active_file 20\n");
        write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "70000\n");

        assertThat(ControlGroups.available(files)).hasValue(1030);
    }

    @Test
    void theFirstVersionsWordForUnlimitedIsALargeNumber() throws IOException {
        write("/proc/self/cgroup", "4:memory:/\n");
        write("/proc/self/mountinfo", FIRST.formatted("/"));
        write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "70000\n");

        assertThat(ControlGroups.available(files)).isEmpty();
    }

    @Test
    void aContainerThatSeesItsOwnGroupAloneFindsItAtTheTop() throws IOException {
        write("/proc/self/cgroup", "4:memory:/docker/0123456789ab\n");
        write("/proc/self/mountinfo", FIRST.formatted("/docker/0123456789ab"));
        write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "8000\n");
        write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "2000\n");

        assertThat(ControlGroups.available(files)).hasValue(6000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../outside", "/", "/not/to/be/seen"})
    void aPathThatIsNotToBeSeenLeavesTheTop(String path) throws IOException {
        write("/proc/self/cgroup", "0::" + path + "\n");
        write("/proc/self/mountinfo", SECOND);
        limit("/sys/fs/cgroup", "8000", 2000);

        assertThat(ControlGroups.available(files)).hasValue(6000);
    }

    @Test
    void ofBothVersionsTheOneThatHasTheMemoryCounts() throws IOException {
        write("/proc/self/cgroup", "4:memory:/box\n0::/box\n");
        write(
                "/proc/self/mountinfo",
                FIRST.formatted("/") + SECOND.replace("/sys/fs/cgroup", "/sys/fs/cgroup/unified"));
        write("/sys/fs/cgroup/unified/box/cgroup.controllers", "");
        write("/sys/fs/cgroup/memory/box/memory.limit_in_bytes", "8000\n");
        write("/sys/fs/cgroup/memory/box/memory.usage_in_bytes", "2000\n");

        assertThat(ControlGroups.available(files)).hasValue(6000);
    }

    @Test
    void aMountPointMayHaveBlanks() throws IOException {
        write("/proc/self/cgroup", "0::/\n");
        write("/proc/self/mountinfo", SECOND.replace("/sys/fs/cgroup", "/mnt/my\\040groups"));
        limit("/mnt/my groups", "8000", 2000);

        assertThat(ControlGroups.available(files)).hasValue(6000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no such line", "1 2 3 - ", " - cgroup2", "a b c d e - cgroup\n"})
    void linesThatAreNoneAreSkipped(String line) throws IOException {
        write("/proc/self/cgroup", "x\n0\n0:\n0::/\n" + line);
        write("/proc/self/mountinfo", line + "\n" + SECOND);
        write("/sys/fs/cgroup/memory.max", "a lot\n");

        assertThat(ControlGroups.available(files)).isEmpty();
    }

    private void inSecondVersion() throws IOException {
        write("/proc/self/cgroup", "0::/user.slice/mullama.service\n");
        write("/proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + SECOND);
    }

    private void limit(String group, String most, long taken) throws IOException {
        write(group + "/memory.max", most + "\n");
        write(group + "/memory.current", taken + "\n");
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
