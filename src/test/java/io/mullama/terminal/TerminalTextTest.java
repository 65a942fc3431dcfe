package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure functions that make text for people. */
class TerminalTextTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aTableIsAsWideAsItsWidestCells() {
        String text =
                Table.of("NAME", "SIZE").with("tiny", "1.2 MB").with("ünï", "").text();
        assertThat(text).isEqualTo("NAME    SIZE\ntiny    1.2 MB\nünï\n");
    }

    @Test
    void wideCharactersTakeTheirColumns() {
        assertThat(Table.of("NAME", "SIZE")
                        .with("日本", "1 B")
                        .with("e\u0301", "")
                        .with("🇩🇪x", "2 B")
                        .text())
                .isEqualTo("NAME    SIZE\n日本    1 B\ne\u0301\n🇩🇪x     2 B\n");
        assertThat(new Sections()
                        .value("M", "日本", "x")
                        .value("M", "size", "1 B")
                        .text())
                .isEqualTo("M\n  日本    x\n  size    1 B\n");
        assertThat(Glyphs.ASCII.cut("日本語の表", 10)).isEqualTo("日本語の表");
        assertThat(Glyphs.ASCII.cut("日本語の表", 9)).isEqualTo("日本語...");
        assertThat(Glyphs.ASCII.cut("日本語の表", 8)).isEqualTo("日本...");
        assertThat(Glyphs.UNICODE.shortened("日本語の表", 8)).isEqualTo("日本…表");
        assertThat(Glyphs.UNICODE.shortened("日本語の表", 7)).isEqualTo("日…表");
        assertThat(Glyphs.UNICODE.cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5)).isEqualTo("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
        assertThat(Glyphs.UNICODE.cut("日本", 1)).isEmpty();
    }

    @Test
    void whatWouldMoveTheCursorIsNoPartOfACell() {
        assertThat(Table.of("NAME").with("ll\u001b[2Jama\nx\u009b1A").text())
                .isEqualTo("NAME\nll\ufffd[2Jama x\ufffd1A\n");
        assertThat(new Sections()
                        .value("Model", "na\u0007me", "mit\u001b]0;pwned\u0007")
                        .text("System", "Be\u001bc brief.\u0085", 2)
                        .text())
                .isEqualTo("Model\n  na\ufffdme    mit\ufffd]0;pwned\ufffd\n\n" + "System\n  Be\ufffdc brief.\ufffd\n");
    }

    @Test
    void aTableTakesRowsOfItsOwnWidthOnly() {
        assertThatThrownBy(() -> Table.of("A", "B").with("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "1199376, 1.2 MB",
        "999949, 999.9 kB",
        "999999, 1 MB",
        "4683073952, 4.7 GB",
        "9223372036854775807, 9223.4 PB"
    })
    void sizesAreDecimal(long bytes, String text) {
        assertThat(HumanNumbers.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1100000, 1.1M", "7615000000, 7.6B", "128256, 128.3K"})
    void countsAreWrittenAsModelsAreNamed(long count, String text) {
        assertThat(HumanNumbers.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, now",
        "1, 1 second from now",
        "59, 59 seconds from now",
        "60, 1 minute from now",
        "299, 4 minutes from now",
        "3600, 1 hour from now",
        "172800, 2 days from now",
        "-30, 30 seconds ago",
        "-86400, 1 day ago",
        "-1209600, 2 weeks ago",
        "-7776000, 3 months ago",
        "-94608000, 3 years ago"
    })
    void timesAreToldByTheirDistance(long seconds, String text) {
        assertThat(HumanTime.relative(NOW, NOW.plus(Duration.ofSeconds(seconds))))
                .isEqualTo(text);
    }

    @Test
    void coloursAreLeftOutWhereTheyAreNotWanted() {
        assertThat(Theme.allowed(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Theme.allowed(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Theme.allowed(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Theme.allowed(Map.of("MULLAMA_NO_COLOR", "1"))).isFalse();
        assertThat(Theme.allowed(Map.of("TERM", "dumb"))).isFalse();
        assertThat(new Theme(false).error("x")).isEqualTo("x");
        assertThat(new Theme(true).dim("x")).isEqualTo("\u001b[2mx\u001b[0m");
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "20, 0:20", "3599, 59:59", "7500, 2:05:00", "359999, 99:59:59", "360000, 4 days"})
    void timeLeftIsCountedAsAClockDoes(long seconds, String text) {
        assertThat(HumanTime.clock(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"20, 20 s", "60, 1 min", "200, 3 min 20 s", "3600, 1 h", "7530, 2 h 5 min"})
    void spansOfTimeHaveTheirUnits(long seconds, String text) {
        assertThat(HumanTime.span(seconds)).isEqualTo(text);
    }

    @Test
    void sectionsLeaveOutWhatIsEmpty() {
        Sections sections = new Sections()
                .value("Model", "size", "1 MB")
                .value("Model", "context length", "4096")
                .value("Model", "source", "")
                .value("Nothing", "here", "")
                .text("License", "\n  MIT\n\nCopyright\nPermission\n", 2);
        assertThat(sections.text()).isEqualTo("""
                Model
                  size              1 MB
                  context length    4096

                License
                  MIT
                  Copyright
                  ...
                """);
    }
}
