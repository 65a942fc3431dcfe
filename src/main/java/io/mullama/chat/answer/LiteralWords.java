package io.mullama.chat.answer;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, numbers and escapes of programming languages as JSON. Stateless. */
final class LiteralWords {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern LOOSE = Pattern.compile("([+-]?)0*(\\d*)(?:\\.(\\d*))?((?:[eE][+-]?\\d+)?)");
    private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{1,15})");
    private static final Map<String, String> WORDS =
            Map.of("True", "true", "False", "false", "None", "null", "true", "true", "false", "false", "null", "null");

    private static final String ESCAPES = "ntrbfav0\\'\"/";
    private static final String MEANINGS = "\n\t\r\b\f\u0007\u000b\0\\'\"/";

    private LiteralWords() {}

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** A word as JSON: a string, if it means nothing else. */
    static String json(String word) {
        if (isNumber(word)) {
            return word;
        }
        String known = WORDS.get(word);
        return known == null ? looseNumber(word) : known;
    }

    private static String looseNumber(String word) {
        Matcher hex = HEX.matcher(word);
        if (hex.matches()) {
            return Long.toString(Long.parseLong(hex.group(1), 16));
        }
        Matcher number = LOOSE.matcher(word.replace("_", ""));
        boolean digits = !word.isEmpty() && word.chars().anyMatch(Character::isDigit) && !word.startsWith("_");
        if (!digits || !number.matches()) {
            return JsonText.literal(word);
        }
        String fraction = number.group(3);
        String json = (number.group(1).equals("-") ? "-" : "")
                + (number.group(2).isEmpty() ? "0" : number.group(2))
                + (fraction == null ? "" : "." + (fraction.isEmpty() ? "0" : fraction))
                + number.group(4);
        return isNumber(json) ? json : JsonText.literal(word);
    }

    /**
     * Adds what an escape sequence stands for to the inside of a JSON string.
     *
     * @return the index after it; its own if more must come to know
     */
    static int escape(Incoming text, int at, StringBuilder json) {
        if (at + 1 == text.length()) {
            json.append(text.isEnded() ? "\\\\" : "");
            return text.isEnded() ? at + 1 : at;
        }
        char next = text.at(at + 1);
        int digits = next == 'x' ? 2 : next == 'u' ? 4 : next == 'U' ? 8 : 0;
        if (digits > 0) {
            return code(text, at, digits, json);
        }
        int known = ESCAPES.indexOf(next);
        if (known >= 0) {
            json.append(JsonValues.inside(MEANINGS.substring(known, known + 1)));
        } else if (next != '\n') {
            json.append(JsonValues.inside("\\" + next));
        }
        return at + 2;
    }

    private static int code(Incoming text, int at, int digits, StringBuilder json) {
        int code = 0;
        for (int i = at + 2; i < at + 2 + digits; i++) {
            if (i == text.length() && !text.isEnded()) {
                return at;
            }
            int digit = i < text.length() ? Character.digit(text.at(i), 16) : -1;
            if (digit < 0 || code > Character.MAX_CODE_POINT) {
                json.append(JsonValues.inside("\\" + text.at(at + 1)));
                return at + 2;
            }
            code = code * 16 + digit;
        }
        if (!Character.isValidCodePoint(code)) {
            code = '\uFFFD';
        }
        json.append(JsonValues.inside(Character.toString(code)));
        return at + 2 + digits;
    }
}
