package io.mullama.cli.command;

import io.mullama.model.ErrorCode;

/** The one mapping from what went wrong to the exit code. Stateless. */
public final class ExitCodes {
    public static final int SUCCESS = 0;
    public static final int FAILURE = 1;
    public static final int UNREACHABLE = 2;
    public static final int MODEL_NOT_FOUND = 3;
    public static final int INVALID_ARGUMENTS = 4;
    public static final int DOWNLOAD_FAILED = 5;
    public static final int TIMED_OUT = 6;
    public static final int PERMISSION_DENIED = 7;
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}

    public static int of(ErrorCode code) {
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
