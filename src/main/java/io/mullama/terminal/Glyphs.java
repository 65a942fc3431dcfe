package io.mullama.terminal;

import io.mullama.terminal.markdown.Columns;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The characters that progress is drawn with. Immutable. */
public enum Glyphs {
    UNICODE("▕", "▏", " ", " ▏▎▍▌▋▊▉█", "…"),
    ASCII("[", "]", ".", ".#", "...");

    /** Terminals whose fonts hold no blocks. */
    private static final Set<String> PLAIN_TERMINALS = Set.of("dumb", "linux", "vt100", "vt220", "ansi");

    private final String begin;
    private final String end;
    private final String empty;

    /** A cell from empty to full. */
    private final String fillings;

    private final String ellipsis;

    Glyphs(String begin, String end, String empty, String fillings, String ellipsis) {
        this.begin = begin;
        this.end = end;
        this.empty = empty;
        this.fillings = fillings;
        this.ellipsis = ellipsis;
    }

    /** Those that a terminal shows; one whose locale says nothing takes UTF-8, as nearly all do. */
    public static Glyphs of(Map<String, String> environment) {
        boolean plain = PLAIN_TERMINALS.contains(environment.getOrDefault("TERM", ""))
                || !environment.getOrDefault("MULLAMA_ASCII", "").isEmpty();
        boolean utf8 = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .map(locale -> locale.toLowerCase(Locale.ROOT).contains("utf"))
                .orElse(true);
        return plain || !utf8 ? ASCII : UNICODE;
    }

    /** A bar of so many cells, the two at its ends included. */
    String bar(double fraction, int width) {
        int cells = width - 2;
        int steps = fillings.length() - 1;
        int filled = (int) Math.floor(Math.max(0, Math.min(1, fraction)) * cells * steps);
        StringBuilder text = new StringBuilder(begin);
        text.append(fillings.substring(steps).repeat(filled / steps));
        int left = cells - filled / steps;
        if (left > 0 && filled % steps > 0) {
            text.append(fillings.charAt(filled % steps));
            left--;
        }
        return text.append(empty.repeat(left)).append(end).toString();
    }

    /** A text without its middle, if that is what it takes to fit into so many columns. */
    String shortened(String text, int width) {
        int whole = Columns.of(text);
        int kept = width - ellipsis.length();
        if (whole <= width) {
            return text;
        } else if (kept < 2) {
            return begin(text, width);
        }
        // The end of a file's name tells more than its middle: which part it is.
        int tail = kept / 2;
        String end = text.substring(Columns.fitting(text, whole - tail));
        boolean tooWide = Columns.of(end) > tail;
        return begin(text, kept - tail)
                + ellipsis
                + (tooWide ? text.substring(Columns.fitting(text, whole - tail + 1)) : end);
    }

    /** A text without its end, if that is what it takes to fit into so many columns. */
    String cut(String text, int width) {
        if (Columns.of(text) <= width) {
            return text;
        }
        int kept = width - ellipsis.length();
        return kept < 1 ? begin(text, width) : begin(text, kept) + ellipsis;
    }

    private static String begin(String text, int width) {
        return text.substring(0, Columns.fitting(text, width));
    }
}
