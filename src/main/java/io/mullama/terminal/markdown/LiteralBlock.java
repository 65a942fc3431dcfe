package io.mullama.terminal.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTML, or a formula: what is no Markdown, and shown as it is. For one thread. */
final class LiteralBlock implements Leaf {
    /** How far a beginning has come. */
    enum Start {
        NONE,
        OPEN,
        FOUND
    }

    /** Those whose contents may have empty lines. */
    private static final List<String> WHOLE = List.of("script", "pre", "style", "textarea");

    private static final Set<String> TAGS = Set.of(
            "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul script pre style textarea"
                    .split(" "));

    private static final int LONGEST_TAG = 10;

    private final Flow flow;

    /** What ends it with its line; an empty line where there is none. */
    private final @Nullable String end;

    private LiteralBlock(Flow flow, @Nullable String end) {
        this.flow = flow;
        this.end = end;
    }

    /** The formula that begins with {@code \[} or {@code $$}. */
    static LiteralBlock formula(Flow flow, String first) {
        return new LiteralBlock(flow, first.startsWith("$") ? "$$" : "\\]");
    }

    /** The HTML that begins with this line. */
    static LiteralBlock html(Flow flow, String first) {
        String lower = first.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!--")) {
            return new LiteralBlock(flow, "-->");
        } else if (lower.startsWith("<?")) {
            return new LiteralBlock(flow, "?>");
        } else if (lower.startsWith("<!")) {
            return new LiteralBlock(flow, lower.startsWith("<![cdata[") ? "]]>" : ">");
        }
        for (String tag : WHOLE) {
            if (lower.startsWith(tag, 1)) {
                return new LiteralBlock(flow, "</" + tag + ">");
            }
        }
        return new LiteralBlock(flow, null);
    }

    /** Whether a text begins a block of HTML. */
    static Start htmlAt(String text, boolean complete) {
        if (text.length() < 2) {
            return complete ? Start.NONE : Start.OPEN;
        }
        if (text.charAt(1) == '!' || text.charAt(1) == '?') {
            return Start.FOUND;
        }
        int begin = text.charAt(1) == '/' ? 2 : 1;
        int end = begin;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == text.length() && !complete && end - begin <= LONGEST_TAG) {
            return Start.OPEN;
        }
        boolean ended = end == text.length() || " >/".indexOf(text.charAt(end)) >= 0;
        return ended && TAGS.contains(text.substring(begin, end).toLowerCase(Locale.ROOT)) ? Start.FOUND : Start.NONE;
    }

    @Override
    public Taken take(String line) {
        if (end == null && line.isBlank()) {
            return Taken.NOT_MINE;
        }
        if (line.isBlank()) {
            flow.newLine();
            return Taken.TAKEN;
        }
        flow.put(line.stripTrailing(), Ink.PLAIN);
        flow.endLine();
        return end != null && line.toLowerCase(Locale.ROOT).contains(end) ? Taken.LAST : Taken.TAKEN;
    }

    @Override
    public boolean end() {
        return false;
    }
}
