package io.mullama.template.runtime;

import io.mullama.template.value.PythonText;

/** Python's {@code isupper} and its like. Stateless. */
final class StringPredicates {
    private StringPredicates() {}

    /** Whether what a method's name says is true of a text. */
    static boolean holds(String name, String text) {
        return switch (name) {
            case "isascii" -> text.chars().allMatch(c -> c < 0x80);
            case "islower" -> isOfOneCase(text, false);
            case "isupper" -> isOfOneCase(text, true);
            case "istitle" -> isTitle(text);
            default -> !text.isEmpty() && allHold(name, text);
        };
    }

    private static boolean allHold(String name, String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!holds(name, c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean holds(String name, int c) {
        return switch (name) {
            case "isspace" -> PythonText.isSpace(c);
            case "isalpha" -> Character.isLetter(c);
            case "isdecimal", "isdigit" -> Character.isDigit(c);
            case "isnumeric" -> isNumeric(c);
            default -> Character.isLetter(c) || isNumeric(c);
        };
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isOfOneCase(String text, boolean upper) {
        boolean found = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (PythonText.isCased(c)) {
                if (upper != Character.isUpperCase(c)) {
                    return false;
                }
                found = true;
            }
            i += Character.charCount(c);
        }
        return found;
    }

    private static boolean isTitle(String text) {
        boolean found = false;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
            if (PythonText.isCased(c) && upper == inWord) {
                return false;
            }
            inWord = PythonText.isCased(c);
            found |= inWord;
            i += Character.charCount(c);
        }
        return found;
    }
}
