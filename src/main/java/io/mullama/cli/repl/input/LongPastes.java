package io.mullama.cli.repl.input;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Long texts that were pasted, each shown as a short mark in the line that is typed: thousands of lines would hide it, and
 * be drawn anew with every key. For one thread.
 */
final class LongPastes {
    private static final int MOST_LINES = 12;
    private static final int MOST_CHARACTERS = 4000;
    private static final String BEGIN = "[pasted ";

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** What to show of a pasted text: itself, or its mark. */
    String shown(String text) {
        long lines = text.lines().count();
        if (lines <= MOST_LINES && text.length() <= MOST_CHARACTERS) {
            return text;
        }
        String size = lines > 1 ? lines + " lines" : text.length() + " characters";
        String mark = BEGIN + size + "]";
        for (int i = 2; texts.containsKey(mark) && !texts.get(mark).equals(text); i++) {
            mark = BEGIN + size + " #" + i + "]";
        }
        texts.put(mark, text);
        return mark;
    }

    /** The line as it is meant. */
    String whole(String line) {
        String whole = line;
        if (holdsMark(line)) {
            for (Map.Entry<String, String> paste : texts.entrySet()) {
                whole = whole.replace(paste.getKey(), paste.getValue());
            }
        }
        return whole;
    }

    /** Whether the line says less than it means. */
    boolean holdsMark(String line) {
        return line.contains(BEGIN) && texts.keySet().stream().anyMatch(line::contains);
    }
}
