package io.mullama.grammar.schema;

/** The regular expressions of digits that are made here, as GBNF: no automaton is needed for them. Stateless. */
final class DigitText {
    private DigitText() {}

    /** Of groups, alternatives, sets, repetitions, and characters that stand for themselves. */
    static String gbnf(String digits) {
        StringBuilder gbnf = new StringBuilder();
        int at = 0;
        while (at < digits.length()) {
            char character = digits.charAt(at);
            int end = at + 1;
            if (digits.startsWith("(?:", at)) {
                end = at + 3;
                gbnf.append('(');
            } else if (character == '[' || character == '{') {
                end = digits.indexOf(character == '[' ? ']' : '}', at) + 1;
                gbnf.append(digits, at, end);
            } else if (character == '\\') {
                end = at + 2;
                gbnf.append('"').append(digits.charAt(at + 1)).append('"');
            } else if ("|)?".indexOf(character) >= 0) {
                gbnf.append(character);
            } else {
                gbnf.append('"').append(character).append('"');
            }
            at = end;
        }
        return gbnf.toString();
    }
}
