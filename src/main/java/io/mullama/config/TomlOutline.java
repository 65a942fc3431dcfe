package io.mullama.config;

import java.util.ArrayList;
import java.util.List;

/** Finds the statements of a text that is TOML: it does not look for faults. For one thread. */
final class TomlOutline {
    private final String text;
    private final List<TomlStatement> statements = new ArrayList<>();
    private List<String> table = List.of();
    private int at;

    private TomlOutline(String text) {
        this.text = text;
    }

    static List<TomlStatement> of(String text) {
        TomlOutline outline = new TomlOutline(text);
        while (outline.at < text.length()) {
            outline.line();
        }
        return List.copyOf(outline.statements);
    }

    private void line() {
        int start = at;
        skipBlanks();
        if (isAtEndOfLine() || text.charAt(at) == '#') {
            skipLine();
        } else if (text.charAt(at) == '[') {
            header(start);
        } else {
            setting(start);
        }
    }

    private void header(int start) {
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        table = key();
        skipLine();
        statements.add(new TomlStatement(table, true, start, at, at, at));
    }

    private void setting(int start) {
        List<String> path = new ArrayList<>(table);
        path.addAll(key());
        skipBlanks();
        // The equals sign.
        at++;
        skipBlanks();
        int valueStart = at;
        skipValue();
        int valueEnd = at;
        skipLine();
        statements.add(new TomlStatement(path, false, start, valueStart, valueEnd, at));
    }

    /** The names between dots, up to what can stand in none. */
    private List<String> key() {
        List<String> names = new ArrayList<>();
        do {
            at += names.isEmpty() ? 0 : 1;
            skipBlanks();
            int begin = at;
            if (isQuote()) {
                skipString();
                names.add(text.substring(begin + 1, at - 1));
            } else {
                while (at < text.length() && isBare(text.charAt(at))) {
                    at++;
                }
                names.add(text.substring(begin, at));
            }
            skipBlanks();
        } while (at < text.length() && text.charAt(at) == '.');
        return names;
    }

    private void skipValue() {
        if (isQuote()) {
            skipString();
        } else if (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '{')) {
            skipBrackets();
        } else {
            while (!isAtEndOfLine() && text.charAt(at) != '#') {
                at++;
            }
            while (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t') {
                at--;
            }
        }
    }

    private void skipBrackets() {
        int depth = 0;
        do {
            char next = text.charAt(at);
            if (isQuote()) {
                skipString();
                continue;
            } else if (next == '#') {
                skipLine();
                continue;
            } else if (next == '[' || next == '{') {
                depth++;
            } else if (next == ']' || next == '}') {
                depth--;
            }
            at++;
        } while (depth > 0 && at < text.length());
    }

    private void skipString() {
        char quote = text.charAt(at);
        boolean escapes = quote == '"';
        String triple = String.valueOf(quote).repeat(3);
        String closing = text.startsWith(triple, at) ? triple : triple.substring(2);
        at += closing.length();
        while (at < text.length() && !text.startsWith(closing, at)) {
            at += escapes && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + closing.length());
        // Three quotes may follow up to two that belong to the text.
        while (closing.length() > 1 && at < text.length() && text.charAt(at) == quote) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void skipLine() {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline + 1;
    }

    private boolean isAtEndOfLine() {
        return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private boolean isQuote() {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    private static boolean isBare(char letter) {
        return letter == '-' || letter == '_' || Character.isLetterOrDigit(letter);
    }
}
