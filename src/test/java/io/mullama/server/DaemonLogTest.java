package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DaemonLogTest {

    @Test
    void anEventIsALineWithTimeLevelPlaceAndMessage() {
        LogRecord event = event(Level.INFO, "io.mullama.engine.ModelRegistry", "loaded {0} in {1} ms");
        event.setParameters(new Object[] {"tiny", "12"});
        event.setInstant(LocalDateTime.of(2025, 1, 2, 3, 4, 5, 678_000_000)
                .atZone(ZoneId.systemDefault())
                .toInstant());

        assertThat(new DaemonLog(false).format(event))
                .isEqualTo(
                        "2025-01-02 03:04:05.678 INFO  ModelRegistry: loaded tiny in 12 ms" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "SEVERE, 'ERROR '",
        "WARNING, 'WARN  '",
        "INFO, 'INFO  '",
        "CONFIG, 'DEBUG '",
        "FINE, 'DEBUG '",
        "FINEST, 'DEBUG '"
    })
    void levelsAreNamedAsTheSettingNamesThem(String level, String name) {
        assertThat(format(event(Level.parse(level), "llama.cpp", "x"))).endsWith(" " + name + "llama.cpp: x");
    }

    @Test
    void anEventIsOneLineWhateverItsMessageHolds() {
        assertThat(format(event(Level.INFO, "a", "one\ntwo\r\nthree\n"))).endsWith(" a: one two three");
    }

    @Test
    void aMessageWithBracesAndNoParametersStaysAsItIs() {
        assertThat(format(event(Level.INFO, "a", "it's {0} and {x}"))).endsWith(" a: it's {0} and {x}");
    }

    @Test
    void aLoggerWithoutANameDoesNotLoseTheEvent() {
        assertThat(format(event(Level.INFO, null, "x"))).endsWith(" -: x");
    }

    @Test
    void aStackTraceComesWithLevelDebugAlone() {
        LogRecord event = event(Level.WARNING, "a", "failed");
        event.setThrown(new IllegalStateException("why"));

        assertThat(new DaemonLog(false).format(event)).doesNotContain("why").hasLineCount(1);
        assertThat(new DaemonLog(true).format(event))
                .contains(" a: failed" + System.lineSeparator() + "java.lang.IllegalStateException: why")
                .contains("\tat " + DaemonLogTest.class.getName());
    }

    private static String format(LogRecord event) {
        String line = new DaemonLog(false).format(event);
        assertThat(line).hasLineCount(1).endsWith(System.lineSeparator());
        return line.substring(0, line.length() - System.lineSeparator().length());
    }

    private static LogRecord event(Level level, @Nullable String logger, String message) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName(logger);
        return event;
    }
}
