package io.mullama.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorReporterTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of(
            new Streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), err, false, false, false),
            Map.of(),
            true);

    @ParameterizedTest
    @CsvSource({
        "DAEMON_UNREACHABLE, 2",
        "STARTING, 2",
        "SHUTTING_DOWN, 2",
        "MODEL_NOT_FOUND, 3",
        "INVALID_REQUEST, 4",
        "INVALID_SETTING, 4",
        "MODEL_REQUIRED, 4",
        "TIMED_OUT, 6",
        "MODEL_LOADING, 6",
        "PERMISSION_DENIED, 7",
        "INTERRUPTED, 130",
        "INTERNAL, 1",
        "INVALID_MODEL_FILE, 1",
        "PORT_IN_USE, 1",
        "CONTEXT_LENGTH_EXCEEDED, 1"
    })
    void theExitCodeFollowsFromTheErrorCode(ErrorCode code, int exit) {
        assertThat(new ErrorReporter(console, false).report(new MullamaException(code, "m")))
                .isEqualTo(exit);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void noErrorIsASuccess(ErrorCode code) {
        assertThat(ExitCodes.of(code)).isPositive();
    }

    @Test
    void theHintFollowsTheMessage() {
        new ErrorReporter(console, false).report(new MullamaException(ErrorCode.INTERNAL, "it broke", "mend it"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("mullama: it broke; mend it\n");
    }

    @Test
    void runningOutOfMemoryIsSaidPlainly() {
        new ErrorReporter(console, false).report(new OutOfMemoryError("heap"));
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("mullama: out of memory; ");
    }

    @Test
    void debugShowsTheTrace() {
        new ErrorReporter(console, true)
                .report(new MullamaException(ErrorCode.INTERNAL, "it broke")
                        .causedBy(new IllegalStateException("why")));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Caused by: java.lang.IllegalStateException: why");
    }
}
