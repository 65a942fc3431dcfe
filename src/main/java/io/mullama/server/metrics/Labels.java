package io.mullama.server.metrics;

/**
 * The labels of a sample, as they stand between the braces. Immutable.
 *
 * @param text escaped; empty for none
 */
record Labels(String text) {
    static final Labels NONE = new Labels("");

    static Labels of(String name, String value) {
        return NONE.and(name, value);
    }

    /** These, and one more behind them. */
    Labels and(String name, String value) {
        String pair = name + "=\"" + escaped(value) + '"';
        return new Labels(text.isEmpty() ? pair : text + ',' + pair);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
