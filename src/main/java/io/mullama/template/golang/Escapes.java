package io.mullama.template.golang;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Escapes strings as Go does for JSON, HTML, JavaScript, addresses and its own source. Stateless. */
final class Escapes {
    private Escapes() {}

    /** What stands between the quotes of a JSON string. */
    static String json(String string) {
        return each(string, Escapes::jsonCharacter);
    }

    private static String jsonCharacter(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '<', '>', '&', 0x2028, 0x2029 -> String.format("\\u%04x", c);
            default -> c < ' ' ? String.format("\\u%04x", c) : Character.toString(c);
        };
    }

    static String html(String string) {
        return each(string, c -> switch (c) {
            case 0 -> "\uFFFD";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(c);
        });
    }

    static String javaScript(String string) {
        return each(string, c -> switch (c) {
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            case '"' -> "\\\"";
            case '<', '>', '&', '=' -> String.format("\\u%04X", c);
            default -> isPrintable(c) ? Character.toString(c) : String.format("\\u%04X", c);
        });
    }

    static String query(String string) {
        return URLEncoder.encode(string, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** What stands between the double quotes of a string in Go's source. */
    static String go(String string) {
        return each(string, c -> goCharacter(c, '"'));
    }

    /** A character as Go's source has it between quotes of that kind. */
    static String goCharacter(int c, char quote) {
        int simple = "\u0007\b\f\n\r\t\u000b\\".indexOf(c);
        if (simple >= 0) {
            return "\\" + "abfnrtv\\".charAt(simple);
        }
        if (c == quote) {
            return "\\" + quote;
        }
        if (isPrintable(c)) {
            return Character.toString(c);
        }
        String format = c < ' ' || c == 0x7F ? "\\x%02x" : c > 0xFFFF ? "\\U%08x" : "\\u%04x";
        return String.format(format, c);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String each(String string, IntFunction<String> replacement) {
        StringBuilder out = new StringBuilder(string.length() + 16);
        string.codePoints().forEach(c -> out.append(replacement.apply(c)));
        return out.toString();
    }
}
