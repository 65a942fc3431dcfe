package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/** Lines that change where they are, on JLine's own screen. */
class LiveLinesTest {
    private final ScreenTerminal screen = new ScreenTerminal(20, 6);
    private final LiveLines lines = new LiveLines();

    private void show(String... now) {
        write(lines.show(List.of(now), 20));
    }

    private void write(String text) {
        assertThat(screen.write(text.replace("\n", "\r\n"))).isTrue();
    }

    private List<String> shown() {
        long[] cells = new long[20 * 6];
        screen.dump(cells, new int[2]);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < 20; column++) {
                text.appendCodePoint(ScreenTerminal.cellCodePoint(cells[20 * row + column]));
            }
            rows.add(text.toString().replace('\0', ' ').stripTrailing());
        }
        return rows;
    }

    @Test
    void linesTakeThePlaceOfTheLastOnes() {
        write("before\n");
        show("one 10%", "two 20%");
        show("one 55%", "two");
        assertThat(shown()).containsExactly("before", "one 55%", "two", "", "", "");
    }

    @Test
    void whatIsTheSameIsNotWrittenAgain() {
        assertThat(lines.show(List.of("a"), 20)).isNotEmpty();
        assertThat(lines.show(List.of("a"), 20)).isEmpty();
    }

    @Test
    void theCursorIsShownAndLongLinesAreBrokenAgainAfterEachChange() {
        assertThat(lines.show(List.of("a"), 20)).endsWith("\u001b[J\u001b[?7h\u001b[?25h");
        assertThat(lines.show(List.of(), 20)).endsWith("\u001b[J\u001b[?7h\u001b[?25h");
    }

    @Test
    void linesBrokenByANarrowerWindowAreCountedAsOften() {
        assertThat(lines.show(List.of("a".repeat(30), "b"), 40)).doesNotContain("A\r");
        assertThat(lines.show(List.of("c"), 20)).contains("\u001b[3A");
    }
}
