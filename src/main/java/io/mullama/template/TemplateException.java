package io.mullama.template;

/** A template that cannot be parsed or rendered, and where. Immutable. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;
    private final String reason;
    private final boolean raised;

    /**
     * @param line from 1
     * @param column from 1, in code points
     * @param raised whether the template itself refused its input
     */
    public TemplateException(String template, int line, int column, String reason, boolean raised) {
        super(template + ":" + line + ":" + column + ": " + reason);
        this.template = template;
        this.line = line;
        this.column = column;
        this.reason = reason;
        this.raised = raised;
    }

    /** The name that the template was parsed under. */
    public String template() {
        return template;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in code points. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place; what the template said where it refused its input. */
    public String reason() {
        return reason;
    }

    /** True where the template refused its input with {@code raise_exception}. */
    public boolean isRaised() {
        return raised;
    }
}
