package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that say how far files are. */
class ProgressBarTest {
    private static final Optional<ProgressBar.Rate> RATE = Optional.of(new ProgressBar.Rate(35_000_000, 20));

    private static ProgressBar half(String name) {
        return new ProgressBar(name, 600_000_000, 1_200_000_000, RATE, "");
    }

    private static String line(ProgressBar bar, int width) {
        return ProgressBar.lines(List.of(bar), width, Glyphs.UNICODE).get(0);
    }

    @Test
    void aLineHasNameBarPercentSizesRateAndTimeLeft() {
        assertThat(line(half("m.gguf"), 100))
                .isEqualTo("m.gguf  ▕██████████████              ▏   50%      600 MB/1.2 GB     35 MB/s     0:20");
        assertThat(ProgressBar.lines(List.of(half("m.gguf")), 100, Glyphs.ASCII))
                .containsExactly(
                        "m.gguf  [##############..............]   50%      600 MB/1.2 GB     35 MB/s     0:20");
    }

    @Test
    void theColumnsOfSeveralFilesStandBelowEachOther() {
        List<String> lines = ProgressBar.lines(
                List.of(
                        half("short.gguf"),
                        new ProgressBar("a-longer-name.gguf", 1_000, 1_000, Optional.empty(), ""),
                        new ProgressBar("third.gguf", 0, 999, Optional.empty(), "connection reset; trying again")),
                100,
                Glyphs.UNICODE);
        assertThat(lines)
                .containsExactly(
                        "short.gguf          ▕██████████▌          ▏   50%      600 MB/1.2 GB     35 MB/s     0:20",
                        "a-longer-name.gguf  ▕█████████████████████▏  100%               1 kB",
                        "third.gguf          ▕                     ▏    0%          0 B/999 B  connection reset; trying again");
    }

    @Test
    void aBarGrowsByEighthsOfACell() {
        assertThat(Glyphs.UNICODE.bar(0, 6)).isEqualTo("▕    ▏");
        assertThat(Glyphs.UNICODE.bar(1 / 32.0, 6)).isEqualTo("▕▏   ▏");
        assertThat(Glyphs.UNICODE.bar(0.5 + 3 / 32.0, 6)).isEqualTo("▕██▍ ▏");
        assertThat(Glyphs.UNICODE.bar(1, 6)).isEqualTo("▕████▏");
        assertThat(Glyphs.UNICODE.bar(2, 6)).isEqualTo("▕████▏");
        assertThat(Glyphs.ASCII.bar(0.6, 6)).isEqualTo("[##..]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 200})
    void noLineIsWiderThanItsWindow(int width) {
        List<ProgressBar> bars = List.of(
                half("qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf"),
                new ProgressBar("b.gguf", 1, 2, RATE, "a note that is longer than the window perhaps is"),
                new ProgressBar("c", 999_900_000_000L, 9_999_900_000_000L, RATE, ""),
                new ProgressBar("d", 0, 0, Optional.empty(), ""));
        for (Glyphs glyphs : Glyphs.values()) {
            assertThat(ProgressBar.lines(bars, width, glyphs))
                    .allSatisfy(line ->
                            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void aNarrowWindowShowsWhatMattersMost() {
        ProgressBar bar = half("qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf");
        assertThat(line(bar, 80))
                .isEqualTo("qwen2.5-7b…0002.gguf  ▕█████     ▏   50%      600 MB/1.2 GB     35 MB/s     0:20");
        assertThat(line(bar, 60)).isEqualTo("qwen2.5…02.gguf   50%     35 MB/s     0:20");
        assertThat(line(bar, 40)).isEqualTo("qwen2…gguf   50%     35 MB/s     0:20");
        assertThat(line(bar, 30)).isEqualTo("qwe…guf   50%     35 MB/s");
        assertThat(line(bar, 20)).isEqualTo("qwen2.5…02.gguf 50%");
    }

    @Test
    void aHundredPercentIsTheWholeFileAlone() {
        assertThat(line(new ProgressBar("m", 999_999, 1_000_000, Optional.empty(), ""), 80))
                .contains(" 99%");
    }

    @Test
    void controlCharactersOfANameAreNotSentToTheTerminal() {
        assertThat(line(new ProgressBar("a\u001b[2Jb\n", 1, 2, Optional.empty(), "x\ry"), 100))
                .startsWith("a\ufffd[2Jb  ")
                .endsWith("xy")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "TERM, xterm-256color, UNICODE",
        "TERM, linux, ASCII",
        "TERM, dumb, ASCII",
        "LANG, de_DE.UTF-8, UNICODE",
        "LANG, C.utf8, UNICODE",
        "LC_ALL, C, ASCII",
        "LC_CTYPE, POSIX, ASCII",
        "MULLAMA_ASCII, 1, ASCII",
        "MULLAMA_ASCII, '', UNICODE"
    })
    void blocksAreDrawnWhereTheyCanBeSeen(String variable, String value, Glyphs expected) {
        assertThat(Glyphs.of(Map.of(variable, value))).isEqualTo(expected);
        assertThat(Glyphs.of(Map.of("LC_ALL", "en_GB.UTF-8", "LANG", "C"))).isEqualTo(Glyphs.UNICODE);
    }
}
