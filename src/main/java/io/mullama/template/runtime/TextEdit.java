package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import io.mullama.template.value.PythonText;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on texts in which every character keeps its origin. Stateless. */
final class TextEdit {
    private TextEdit() {}

    /**
     * Takes characters off the ends.
     *
     * @param chars which ones; white space where it is null
     */
    static Text strip(Text text, @Nullable String chars, boolean left, boolean right, Budget budget) {
        String all = text.string(budget);
        int from = 0;
        int to = all.length();
        while (left && from < to && isStripped(all.codePointAt(from), chars)) {
            from += Character.charCount(all.codePointAt(from));
        }
        while (right && to > from && isStripped(all.codePointBefore(to), chars)) {
            to -= Character.charCount(all.codePointBefore(to));
        }
        return text.slice(from, to, budget);
    }

    private static boolean isStripped(int c, @Nullable String chars) {
        return chars == null ? PythonText.isSpace(c) : chars.indexOf(c) >= 0;
    }

    /**
     * Replaces what is found from left to right.
     *
     * @param limit how often at most; negative for always
     */
    static Text replace(Text text, String old, Text replacement, int limit, Budget budget) {
        String all = text.string(budget);
        budget.search(all.length(), old.length());
        TextBuilder out = new TextBuilder(budget);
        int done = 0;
        int from = 0;
        for (int found = all.indexOf(old); found >= 0 && done != limit; found = all.indexOf(old, from)) {
            budget.step();
            out.append(text, from, found).append(replacement);
            from = found + old.length();
            done++;
            if (old.isEmpty()) {
                if (found == all.length()) {
                    break;
                }
                // Nothing is found before every character, so one is taken along.
                int end = all.offsetByCodePoints(found, 1);
                out.append(text, found, end);
                from = end;
            }
        }
        return out.append(text, from, all.length()).build();
    }

    /** Replaces what HTML reads as markup. */
    static Text escape(Text text, Budget budget) {
        TextBuilder out = new TextBuilder(budget);
        for (Text.Run run : text.runs()) {
            budget.copy(run.text().length());
            int from = 0;
            for (int i = 0; i < run.text().length(); i++) {
                String entity = entity(run.text().charAt(i));
                if (entity != null) {
                    out.append(run.text().substring(from, i), run.input()).append(entity, run.input());
                    from = i + 1;
                }
            }
            out.append(run.text().substring(from), run.input());
        }
        return out.build();
    }

    private static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\'' -> "&#39;";
            case '"' -> "&#34;";
            default -> null;
        };
    }

    /** Jinja's filter {@code indent}. */
    static Text indent(Text text, Text indentation, boolean first, boolean blank, Budget budget) {
        Text whole = text.concat(Text.template("\n"), budget);
        List<Text> lines = TextSplit.lines(whole, false, budget);
        TextBuilder out = new TextBuilder(budget);
        for (int i = 0; i < lines.size(); i++) {
            Text line = lines.get(i);
            if (i > 0) {
                out.append("\n", false);
            }
            boolean indented = i == 0 ? first : blank || !line.isEmpty();
            out.append(indented ? indentation : Text.EMPTY).append(line);
        }
        return out.build();
    }

    /** Pads a text to a number of code points; what does not divide evenly goes where Python puts it. */
    static Text pad(Text text, int width, char fill, char align, Budget budget) {
        String all = text.string(budget);
        long missing = (long) width - all.codePointCount(0, all.length());
        if (missing <= 0) {
            return text;
        }
        long before = switch (align) {
            case '<' -> 0;
            case '>' -> missing;
            case 'c' -> missing / 2 + (missing & width & 1);
            default -> missing / 2;
        };
        return new TextBuilder(budget)
                .repeat(fill, before, false)
                .append(text)
                .repeat(fill, missing - before, false)
                .build();
    }
}
