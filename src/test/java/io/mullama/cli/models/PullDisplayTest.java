package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.PullLine;
import io.mullama.cli.SteppingClock;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.Streams;
import io.mullama.client.Patience;
import io.mullama.terminal.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person sees of a pull, by a clock that the test moves. */
class PullDisplayTest {
    private static final long GB = 1_000_000_000;

    private final SteppingClock clock = new SteppingClock();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final WindowOfTest window = new WindowOfTest();

    private static final class WindowOfTest implements Window {
        private Size size = new Size(100, 24);
        private boolean closed;

        @Override
        public Size size() {
            return size;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private PullDisplay display(String terminals, Map<String, String> variables) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                err,
                false,
                terminals.contains("o"),
                terminals.contains("e"));
        Environment environment = new Environment(
                variables,
                Path.of("/h"),
                Path.of("/i"),
                "1.2.3",
                streams,
                clock,
                (work, stop) -> work.run(),
                () -> window);
        Console console = Console.of(streams, variables, true);
        return PullDisplay.of(new CliContext(environment, console, options -> 0, Patience.STANDARD, false));
    }

    private String written() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    /** The lines of the last change, without what moves the cursor. */
    private List<String> drawn() {
        String all = written();
        String last = all.substring(all.lastIndexOf("\u001b[?25l") + 1);
        return last.replaceAll("\u001b\\[[0-9?]*[a-zA-Z]|^\\[\\?25l|\r", "")
                .lines()
                .toList();
    }

    private static PullLine.Downloading downloading(PullLine.File... files) {
        long total = 0;
        long done = 0;
        for (PullLine.File file : files) {
            total += file.totalBytes();
            done += file.downloadedBytes();
        }
        return new PullLine.Downloading(total, done, List.of(files));
    }

    private static PullLine.File file(String name, long total, long done, @Nullable String note) {
        return new PullLine.File(name, total, done, note);
    }

    @Test
    void eachFileHasALineThatKeepsUp() {
        PullDisplay display = display("e", Map.of());
        display.show(downloading(file("a.gguf", 2 * GB, 0, null), file("b.gguf", GB, GB, null)));
        clock.step(Duration.ofSeconds(2));
        display.show(downloading(file("a.gguf", 2 * GB, GB, null), file("b.gguf", GB, GB, null)));
        assertThat(drawn())
                .containsExactly(
                        "a.gguf  ▕██████████████              ▏   50%          1 GB/2 GB    500 MB/s     0:02",
                        "b.gguf  ▕████████████████████████████▏  100%               1 GB");
        display.show(new PullLine.Phase("verifying"));
        assertThat(drawn()).hasSize(3).endsWith("verifying");
        display.close();
        assertThat(drawn()).hasSize(2);
        assertThat(window.closed).isTrue();
        display.show(new PullLine.Phase("too late"));
        assertThat(written()).isEmpty();
    }

    @Test
    void whatIsDoneAfterTheDownloadFindsItComplete() {
        PullDisplay display = display("e", Map.of());
        display.show(downloading(file("a.gguf", 2 * GB, GB, null)));
        display.show(new PullLine.Phase("verifying"));
        assertThat(drawn())
                .containsExactly("a.gguf  ▕████████████████████████████▏  100%               2 GB", "verifying");
    }

    @Test
    void aNoteStandsInThePlaceOfTheRate() {
        PullDisplay display = display("e", Map.of());
        display.show(downloading(file("a.gguf", 2 * GB, 0, null)));
        clock.step(Duration.ofSeconds(2));
        display.show(downloading(file("a.gguf", 2 * GB, GB, "connection reset; trying again")));
        assertThat(drawn().get(0)).endsWith("1 GB/2 GB  connection reset; trying again");
    }

    @Test
    void aDownloadThatStandsStillShowsThatWithoutALineOfTheDaemon() {
        PullDisplay display = display("e", Map.of());
        display.show(downloading(file("a.gguf", 2 * GB, 0, null)));
        clock.step(Duration.ofSeconds(60));
        display.refresh();
        assertThat(drawn().get(0)).endsWith("0 B/s");
        display.refresh();
        assertThat(written()).isEmpty();
    }

    @Test
    void whatIsHereAlreadyIsNotDrawn() {
        PullDisplay display = display("e", Map.of());
        display.show(downloading(file("a.gguf", GB, GB, null)));
        display.show(new PullLine.Success("a", "org/a", GB));
        display.close();
        assertThat(written()).isEmpty();
    }

    @Test
    void moreFilesThanTheWindowHasRowsAreOneLine() {
        window.size = new Window.Size(100, 6);
        PullDisplay display = display("e", Map.of());
        List<PullLine.File> files = new ArrayList<>();
        for (int part = 1; part <= 12; part++) {
            files.add(file("part-" + part + ".gguf", GB, part == 1 ? GB : part == 2 ? GB / 2 : 0, null));
        }
        display.show(downloading(files.toArray(new PullLine.File[0])));
        List<String> drawn = drawn();
        assertThat(drawn).hasSize(2);
        assertThat(drawn.get(0)).startsWith("part-2.gguf ").contains(" 50% ");
        assertThat(drawn.get(1))
                .startsWith("12 files, 12 GB  ")
                .contains(" 12% ")
                .endsWith("1.5 GB/12 GB");
    }

    @Test
    void withoutATerminalThereIsALineEveryFewSeconds() {
        PullDisplay display = display("", Map.of());
        display.show(downloading(file("m.gguf", 1_200_000_000, 0, null)));
        assertThat(written()).isEqualTo("pulling m.gguf: 0% of 1.2 GB\n");
        clock.step(Duration.ofSeconds(4));
        display.show(downloading(file("m.gguf", 1_200_000_000, 400_000_000, null)));
        display.refresh();
        assertThat(written()).isEmpty();
        clock.step(Duration.ofSeconds(1));
        display.show(downloading(file("m.gguf", 1_200_000_000, 540_000_000, null)));
        assertThat(written()).isEqualTo("pulling m.gguf: 45% of 1.2 GB, 108 MB/s, 7 s left\n");
        clock.step(Duration.ofSeconds(5));
        display.show(downloading(file("m.gguf", 1_200_000_000, 540_000_000, "no answer; trying again")));
        assertThat(written()).isEqualTo("pulling m.gguf: 45% of 1.2 GB, no answer; trying again\n");
        clock.step(Duration.ofSeconds(5));
        display.refresh();
        assertThat(written()).isEqualTo("pulling m.gguf: 45% of 1.2 GB, no answer; trying again\n");
        display.show(new PullLine.Phase("verifying"));
        display.show(new PullLine.Phase("verifying"));
        display.close();
        clock.step(Duration.ofSeconds(5));
        display.refresh();
        assertThat(written()).isEqualTo("verifying\n");
    }

    @Test
    void severalFilesAreCountedInThoseLines() {
        PullDisplay display = display("", Map.of());
        display.show(downloading(file("a", GB, GB, null), file("b", GB, 0, null)));
        assertThat(written()).isEqualTo("pulling 2 files: 50% of 2 GB\n");
    }

    @Test
    void aDumbTerminalGetsLinesToo() {
        PullDisplay display = display("e", Map.of("TERM", "dumb"));
        display.show(downloading(file("a", GB, 0, null)));
        assertThat(written()).isEqualTo("pulling a: 0% of 1 GB\n");
    }

    @Test
    void aTerminalWithoutBlocksGetsAscii() {
        PullDisplay display = display("e", Map.of("TERM", "linux"));
        display.show(downloading(file("a", GB, GB / 2, null)));
        assertThat(drawn().get(0)).contains("[##############..............]");
    }
}
