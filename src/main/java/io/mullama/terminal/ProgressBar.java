package io.mullama.terminal;

import io.mullama.terminal.markdown.Columns;
import io.mullama.terminal.markdown.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far one file is, as a line of text. Immutable.
 *
 * @param done bytes that are here
 * @param total bytes of the whole file; 0 if nobody knows
 * @param rate how fast they come, and what is left at that rate
 * @param note stands in the place of the rate if it is not empty
 */
public record ProgressBar(String name, long done, long total, Optional<Rate> rate, String note) {
    private static final int GAP = 2;
    private static final int PERCENT = 4;
    private static final int SIZES = "999.9 MB/999.9 MB".length();
    private static final int RATE = "999.9 MB/s".length();
    private static final int LEFT = "9:59:59".length();
    private static final int ASIDE = RATE + GAP + LEFT;
    private static final int SHORTEST_BAR = 8;
    private static final int BEST_BAR = 30;

    /** Beside a name and a bar. */
    private static final int FIGURES = PERCENT + SIZES + ASIDE + 4 * GAP;

    /** Bytes in a second, and the seconds that are left; -1 where nobody knows. */
    public record Rate(long perSecond, long secondsLeft) {}

    /** The lines of several files, in columns; none is wider than {@code width}. */
    public static List<String> lines(List<ProgressBar> bars, int width, Glyphs glyphs) {
        int longest = bars.stream().mapToInt(bar -> Columns.of(bar.name)).max().orElse(0);
        int nameWidth = Math.min(longest, Math.max(width / 4, width - FIGURES - BEST_BAR));
        int asideWidth =
                bars.stream().mapToInt(bar -> Columns.of(bar.aside())).max().orElse(0);
        int barWidth = Math.min(BEST_BAR, width - FIGURES + ASIDE - nameWidth - Math.max(ASIDE, asideWidth));
        List<String> lines = new ArrayList<>();
        for (ProgressBar bar : bars) {
            lines.add(glyphs.cut(bar.line(width, nameWidth, barWidth, glyphs).stripTrailing(), width));
        }
        return lines;
    }

    private String line(int width, int nameWidth, int barWidth, Glyphs glyphs) {
        if (width < nameWidth + PERCENT + RATE + 2 * GAP) {
            return name(glyphs, Math.max(1, width - PERCENT - 1)) + " "
                    + percent().strip();
        }
        String name = left(name(glyphs, nameWidth), nameWidth);
        if (barWidth >= SHORTEST_BAR) {
            return join(name, bar(glyphs, barWidth), percent(), sizes(), aside());
        }
        if (width >= nameWidth + FIGURES - GAP) {
            return join(name, percent(), sizes(), aside());
        }
        boolean wide = !note.isEmpty() || width >= nameWidth + PERCENT + ASIDE + 2 * GAP;
        return join(
                name, percent(), wide ? aside() : rate.map(ProgressBar::speed).orElse(""));
    }

    private static String join(String... columns) {
        return String.join(" ".repeat(GAP), columns);
    }

    /** Names come from afar: what would move the cursor is no part of them. */
    private String name(Glyphs glyphs, int width) {
        return glyphs.shortened(SafeText.line(name), width);
    }

    private String bar(Glyphs glyphs, int width) {
        return glyphs.bar(total == 0 ? 0 : (double) done / total, width);
    }

    private String percent() {
        return right(total == 0 ? "" : 100 * Math.min(done, total) / total + "%", PERCENT);
    }

    private String sizes() {
        String whole = HumanNumbers.size(total);
        return right(done >= total ? HumanNumbers.size(done) : HumanNumbers.size(done) + "/" + whole, SIZES);
    }

    private String aside() {
        if (!note.isEmpty()) {
            return SafeText.line(note);
        }
        return rate.map(known -> speed(known) + left(known)).orElse("");
    }

    private static String speed(Rate rate) {
        return right(HumanNumbers.size(rate.perSecond) + "/s", RATE);
    }

    private static String left(Rate rate) {
        return rate.secondsLeft < 0 ? "" : " ".repeat(GAP) + right(HumanTime.clock(rate.secondsLeft), LEFT);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - Columns.of(text)));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - Columns.of(text))) + text;
    }
}
