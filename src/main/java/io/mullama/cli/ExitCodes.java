package io.mullama.cli;

import io.mullama.model.ErrorCode;

/** The one mapping from what went wrong to the exit code. Stateless. */
final class ExitCodes {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int UNREACHABLE = 2;
    static final int MODEL_NOT_FOUND = 3;
    static final int INVALID_ARGUMENTS = 4;
    static final int DOWNLOAD_FAILED = 5;
    static final int TIMED_OUT = 6;
    static final int PERMISSION_DENIED = 7;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case DAEMON_UNREACHABLE, STARTING, SHUTTING_DOWN -> UNREACHABLE;
            case MODEL_NOT_FOUND, MODEL_NOT_PULLED -> MODEL_NOT_FOUND;
            case INVALID_REQUEST, INVALID_SETTING, MODEL_REQUIRED -> INVALID_ARGUMENTS;
            case TIMED_OUT, MODEL_LOADING -> TIMED_OUT;
            case PERMISSION_DENIED, ACCESS_DENIED -> PERMISSION_DENIED;
            case DOWNLOAD_FAILED, DISK_FULL -> DOWNLOAD_FAILED;
            case INTERRUPTED -> INTERRUPTED;
            default -> FAILURE;
        };
    }
}
