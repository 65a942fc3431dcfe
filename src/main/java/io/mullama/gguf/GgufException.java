package io.mullama.gguf;

/** Says in one sentence why a file is no GGUF file that can be used. Immutable. */
public final class GgufException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for callers that treat an unfinished download unlike a file of another kind. */
    public enum Kind {
        /** The file is of another format. */
        NOT_GGUF,
        /** The file is of a GGUF version, byte order or tensor type that is not read here. */
        UNSUPPORTED_VERSION,
        /** The file ends before all that its header announces. */
        TRUNCATED,
        /** The file contradicts itself or the format. */
        DAMAGED,
        /** Another file of the same model is missing. */
        INCOMPLETE,
        /** The file is a part of a model, and not the first one, which stands for all. */
        NOT_FIRST
    }

    private final Kind kind;

    private GgufException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static GgufException notGguf(String message) {
        return new GgufException(Kind.NOT_GGUF, message);
    }

    static GgufException unsupported(String message) {
        return new GgufException(Kind.UNSUPPORTED_VERSION, message);
    }

    static GgufException truncated(String message) {
        return new GgufException(Kind.TRUNCATED, "truncated: " + message);
    }

    static GgufException damaged(String message) {
        return new GgufException(Kind.DAMAGED, "damaged: " + message);
    }

    static GgufException incomplete(String message) {
        return new GgufException(Kind.INCOMPLETE, message);
    }

    static GgufException notFirst(String message) {
        return new GgufException(Kind.NOT_FIRST, message);
    }

    /** The same, said of a part of the model. */
    GgufException of(String part) {
        return new GgufException(kind, part + " is " + getMessage());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
