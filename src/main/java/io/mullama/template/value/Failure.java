package io.mullama.template.value;

/**
 * A template that cannot go on, without a position: whoever runs the template knows where it stood. Immutable.
 *
 * <p>It carries no stack trace, since the place that counts is the one in the template.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean raised;

    private Failure(String message, boolean raised) {
        super(message, null, false, false);
        this.raised = raised;
    }

    /** An error of the language: a wrong type, an undefined name, a limit that was reached. */
    public static Failure of(String message) {
        return new Failure(message, false);
    }

    /** The template itself refused its input, in its own words. */
    public static Failure raisedByTemplate(String message) {
        return new Failure(message, true);
    }

    /** True where the template called {@code raise_exception}. */
    public boolean isRaised() {
        return raised;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
