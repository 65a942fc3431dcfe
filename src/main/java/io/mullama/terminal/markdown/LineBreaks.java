package io.mullama.terminal.markdown;

/** Where a line may end without a space: in scripts that have none, by the gist of Unicode's UAX 14. Pure functions. */
final class LineBreaks {
    private static final int EM_DASH = 0x2014;
    private static final int ZERO_WIDTH_SPACE = 0x200B;

    /** Besides those that Unicode says close or end something. */
    private static final String NEVER_FIRST =
            "、。，．・：；！？ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､･ｰ…‥％℃,.!?:;%" + "\u0E2F\u0E30\u0E32\u0E33\u0E45\u0E46";

    /** Thai and Lao vowels that stand before the consonant they belong to. */
    private static final String NEVER_LAST = "\u0E40\u0E41\u0E42\u0E43\u0E44\u0EC0\u0EC1\u0EC2\u0EC3\u0EC4";

    private LineBreaks() {}

    /** Whether the second of two characters, both no spaces, may begin a line that the first one does not. */
    static boolean between(int first, int second) {
        if (first < 0x300 && second < 0x300) {
            return false;
        }
        if (first == ZERO_WIDTH_SPACE) {
            return true;
        }
        if (first == EM_DASH) {
            return Character.isLetterOrDigit(second);
        }
        return (hasNoSpaces(first) || hasNoSpaces(second)) && !opens(first) && !closes(second);
    }

    private static boolean opens(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.START_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || codePoint == '"'
                || codePoint == '\''
                || NEVER_LAST.indexOf(codePoint) >= 0;
    }

    private static boolean closes(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.END_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || codePoint == '"'
                || codePoint == '\''
                || NEVER_FIRST.indexOf(codePoint) >= 0;
    }

    /** Whether the character is of a script that puts no spaces between words. */
    static boolean hasNoSpaces(int codePoint) {
        return (codePoint >= 0x0E00 && codePoint <= 0x0EFF)
                || (codePoint >= 0x1000 && codePoint <= 0x109F)
                || (codePoint >= 0x1780 && codePoint <= 0x17FF)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFF01 && codePoint <= 0xFF9D)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFF);
    }
}
