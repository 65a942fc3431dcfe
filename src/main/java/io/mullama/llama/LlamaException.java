package io.mullama.llama;

/** llama.cpp could not be loaded, or refused what was asked of it. Immutable. */
public final class LlamaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The libraries are missing, damaged, or of another release. */
        LIBRARY,
        /** The model cannot be loaded. */
        MODEL,
        /** A context cannot be made, for want of memory most likely. */
        CONTEXT,
        /** A batch could not be computed. */
        DECODE,
        /** A model cannot be quantized. */
        QUANTIZE
    }

    private final Kind kind;
    private final String hint;

    LlamaException(Kind kind, String message, String hint) {
        super(message);
        this.kind = kind;
        this.hint = hint;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** What to do next. */
    public String hint() {
        return hint;
    }
}
