package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import io.mullama.template.value.PythonText;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import java.util.Locale;

/** Changes the case of a text run by run, so that every character keeps its origin. Confined to one thread. */
final class TextCase {
    /** How the case of a character follows from where it stands. */
    enum Style {
        UPPER,
        LOWER,
        SWAP,
        /** The first character upper, the rest lower. */
        CAPITALIZE,
        /** {@code str.title}: upper behind everything that has no case. */
        TITLE,
        /** Jinja's filter {@code title}: upper behind blanks, hyphens and opening brackets. */
        TITLE_WORDS
    }

    private final Style style;
    private boolean first = true;

    private TextCase(Style style) {
        this.style = style;
    }

    static Text apply(Style style, Text text, Budget budget) {
        TextCase state = new TextCase(style);
        TextBuilder out = new TextBuilder(budget);
        for (Text.Run run : text.runs()) {
            budget.copy(run.text().length());
            out.append(state.convert(run.text()), run.input());
        }
        return out.build();
    }

    private String convert(String run) {
        if (style == Style.UPPER) {
            return run.toUpperCase(Locale.ROOT);
        }
        if (style == Style.LOWER) {
            return run.toLowerCase(Locale.ROOT);
        }
        StringBuilder out = new StringBuilder(run.length());
        for (int i = 0; i < run.length(); ) {
            int c = run.codePointAt(i);
            i += Character.charCount(c);
            boolean upper = style == Style.SWAP ? Character.isLowerCase(c) : first;
            out.append(upper ? first(c) : Character.toString(c).toLowerCase(Locale.ROOT));
            first = isFollowedByFirst(c);
        }
        return out.toString();
    }

    private String first(int c) {
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        if (style == Style.SWAP || style == Style.TITLE_WORDS) {
            return upper;
        }
        boolean single = upper.length() == Character.charCount(upper.codePointAt(0));
        return single
                ? Character.toString(Character.toTitleCase(c))
                : upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
    }

    private boolean isFollowedByFirst(int c) {
        return switch (style) {
            case TITLE -> !PythonText.isCased(c);
            case TITLE_WORDS -> PythonText.isSpace(c) || "-({[<".indexOf(c) >= 0;
            default -> false;
        };
    }
}
