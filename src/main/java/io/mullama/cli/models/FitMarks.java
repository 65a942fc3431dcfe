package io.mullama.cli.models;

import io.mullama.api.OfferedFile;
import io.mullama.cli.command.CliContext;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Theme;
import java.util.ArrayList;
import java.util.List;

/** Marks what fits into this machine's memory. Immutable. */
record FitMarks(Glyphs glyphs) {
    private static final List<String> FITS = List.of("yes", "tight", "no");

    static FitMarks of(CliContext context) {
        return new FitMarks(Glyphs.of(context.environment().variables()));
    }

    /** {@code yes}, {@code tight} or {@code no} as one character. */
    String mark(String fits) {
        boolean unicode = glyphs == Glyphs.UNICODE;
        return switch (fits) {
            case "yes" -> unicode ? "✓" : "+";
            case "tight" -> "~";
            case "no" -> unicode ? "✗" : "x";
            default -> "";
        };
    }

    /** What the marks mean. */
    String legend(Theme theme) {
        return theme.dim(mark("yes") + " fits into memory   " + mark("tight") + " hardly   " + mark("no")
                + " too large, by estimate");
    }

    /** The quantizations from the smallest to the largest, those that do equally well together. */
    String ranges(List<OfferedFile> files) {
        List<String> ranges = new ArrayList<>();
        for (String fits : FITS) {
            List<String> names = files.stream()
                    .filter(file -> file.memory().fits().equals(fits))
                    .map(OfferedFile::quantization)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (!names.isEmpty()) {
                ranges.add(mark(fits) + " " + range(names));
            }
        }
        return String.join("  ", ranges);
    }

    private static String range(List<String> names) {
        String first = names.get(0);
        String last = names.get(names.size() - 1);
        return names.size() == 1 ? first : first + (names.size() == 2 ? " " : "..") + last;
    }
}
