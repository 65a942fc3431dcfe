package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code doctor} says of a folder's free space. */
class HomeChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0          | ERROR   | /h has no room: 0 B free
            100000     | ERROR   | /h has no room: 100 kB free
            50000000   | WARNING | /h can be written to; 50 MB free
            2000000000 | OK      | /h can be written to; 2 GB free
            """)
    void aFolderWithoutRoomIsAProblem(long free, Status status, String message) {
        Finding finding = HomeChecks.room("home", Path.of("/h"), free, 250_000_000, "make room");
        assertThat(finding.message()).isEqualTo(message);
        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.hint()).isEqualTo(status == Status.OK ? null : "make room");
    }
}
