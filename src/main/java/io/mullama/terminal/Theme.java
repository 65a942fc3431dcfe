package io.mullama.terminal;

import java.util.Map;

/** Which colours are used: all or none. Immutable. */
public record Theme(boolean colours) {
    private static final String RESET = "\u001b[0m";

    /** Whether the environment allows colours in a terminal. */
    public static boolean allowed(Map<String, String> environment) {
        return !isSet(environment, "NO_COLOR") && !isSet(environment, "MULLAMA_NO_COLOR") && !isDumb(environment);
    }

    /** Whether the terminal says that it knows no sequences: neither colours nor those that move the cursor. */
    public static boolean isDumb(Map<String, String> environment) {
        return "dumb".equals(environment.get("TERM"));
    }

    /** Text that says what went wrong. */
    public String error(String text) {
        return paint("\u001b[31m", text);
    }

    /** Text that says what may go wrong. */
    public String warning(String text) {
        return paint("\u001b[33m", text);
    }

    /** Text that says what is right. */
    public String good(String text) {
        return paint("\u001b[32m", text);
    }

    /** Text beside what matters. */
    public String dim(String text) {
        return paint("\u001b[2m", text);
    }

    private String paint(String code, String text) {
        return colours ? code + text + RESET : text;
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null && !value.isEmpty();
    }
}
