package io.mullama.template;

import io.mullama.template.value.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A rendered prompt. Immutable.
 *
 * @param parts in order, none of them empty, no two neighbours of the same origin
 */
public record Rendered(List<Part> parts) {
    public Rendered {
        parts = List.copyOf(parts);
    }

    /** A text as the parts of a prompt. */
    public static Rendered of(Text text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        boolean input = false;
        for (Text.Run run : text.runs()) {
            if (run.input() != input && pending.length() > 0) {
                parts.add(new Part(pending.toString(), input));
                pending.setLength(0);
            }
            input = run.input();
            pending.append(run.text());
        }
        if (pending.length() > 0) {
            parts.add(new Part(pending.toString(), input));
        }
        return new Rendered(parts);
    }

    /** The whole prompt. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.text());
        }
        return text.toString();
    }
}
