package io.mullama.template;

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

    /** The whole prompt. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.text());
        }
        return text.toString();
    }
}
