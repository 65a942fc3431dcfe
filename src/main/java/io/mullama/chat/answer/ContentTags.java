package io.mullama.chat.answer;

import java.util.List;

/**
 * What a model writes around what it says, if it does. Immutable.
 *
 * @param opens any one of them stands before it; the first is the usual one
 * @param closes any of them stand at its end, or before a call
 */
public record ContentTags(List<String> opens, List<String> closes) {
    /** Nothing. */
    public static final ContentTags NONE = new ContentTags(List.of(), List.of());

    public ContentTags {
        opens = List.copyOf(opens);
        closes = List.copyOf(closes);
    }

    /** One tag on each side. */
    static ContentTags of(String open, String close) {
        return new ContentTags(List.of(open), List.of(close));
    }
}
