package io.mullama.template;

/**
 * What one render may spend before it fails. Immutable.
 *
 * @param steps expressions and statements evaluated; an element of a list counts as twenty
 * @param characters copied by all operations together, in UTF-16 units; sixteen that are only looked at count as one
 * @param textLength of any one text, the prompt among them, in UTF-16 units
 * @param depth how deep expressions, statements, macros and values may nest
 */
public record Limits(long steps, long characters, long textLength, int depth) {
    /** Far above what the longest conversations need, and within seconds and about 250 MB. */
    public static final Limits DEFAULT = new Limits(20_000_000, 64_000_000, 16_000_000, 600);
}
