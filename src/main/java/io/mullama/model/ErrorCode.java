package io.mullama.model;

import java.util.Locale;

/** What went wrong, in the one vocabulary that the HTTP errors and the exit codes are mapped from. Immutable. */
public enum ErrorCode {
    /** The request or the command line is malformed: a wrong type, a missing or unknown field, a value out of range. */
    INVALID_REQUEST,
    /** A request names no model, there is no default, and not exactly one is loaded. */
    MODEL_REQUIRED,
    /** The prompt, or what was asked for beside it, does not fit into the context. */
    CONTEXT_LENGTH_EXCEEDED,
    /** No model goes by that name. */
    MODEL_NOT_FOUND,
    /** The model is known, but not on this machine yet. */
    MODEL_NOT_PULLED,
    /** A model by that name exists already. */
    MODEL_EXISTS,
    /** The model is in memory already. */
    MODEL_ALREADY_LOADED,
    /** The model is not in memory. */
    MODEL_NOT_LOADED,
    /** The hub, or the line to it, failed; what came is kept. */
    DOWNLOAD_FAILED,
    /** The hub wants a token, or a licence to be accepted. */
    ACCESS_DENIED,
    /** There is not enough room on the disk. */
    DISK_FULL,
    /** No route goes by that path. */
    NOT_FOUND,
    /** The route exists, the HTTP method does not. */
    METHOD_NOT_ALLOWED,
    /** The request body is over the limit. */
    PAYLOAD_TOO_LARGE,
    /** The file is no GGUF, is damaged, or holds something that cannot be run. */
    INVALID_MODEL_FILE,
    /** llama.cpp refused the model, or there is not enough memory for it. */
    MODEL_LOAD_FAILED,
    /** A model is not loaded within the time that a request waits for it; the loading goes on. */
    MODEL_LOADING,
    /** Decoding failed in the middle of a generation. */
    INFERENCE_FAILED,
    /** The model's chat template refused the messages. */
    TEMPLATE_FAILED,
    /** Too many requests or connections at once. */
    OVERLOADED,
    /** The daemon is starting up. */
    STARTING,
    /** The daemon is shutting down. */
    SHUTTING_DOWN,
    /** The request was cancelled before it was done. */
    CANCELLED,
    /** The native libraries are missing, damaged, or of another release. */
    NATIVE_LIBRARY,
    /** A TCP port or a socket is taken by another program. */
    PORT_IN_USE,
    /** A folder or file may not be read or written. */
    PERMISSION_DENIED,
    /** A setting has a value that cannot be used. */
    INVALID_SETTING,
    /** No daemon answers, and none could be started. */
    DAEMON_UNREACHABLE,
    /** Another daemon already runs in this home. */
    ALREADY_RUNNING,
    /** Something took longer than it may. */
    TIMED_OUT,
    /** The user interrupted. */
    INTERRUPTED,
    /** A fault of mullama's own. */
    INTERNAL;

    /** The code as it stands on the wire: {@code model_not_found}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
