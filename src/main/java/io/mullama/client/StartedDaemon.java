package io.mullama.client;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A daemon process of our own making, and the part of the log that it writes. Thread-safe. */
final class StartedDaemon {
    private static final String PREFIX = "mullama: ";
    private static final int LINES = 5;
    private static final int LOG_BYTES = 16_384;

    private final Process process;
    private final Path log;
    private final long logStart;

    /**
     * A process just started.
     *
     * @param logStart how long the log was before
     */
    StartedDaemon(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Why the process has ended, in its own words. */
    MullamaException death() {
        int exit = process.exitValue();
        List<String> lines = lastLines();
        String hint = "the whole log is " + log;
        // The daemon's error handler ends with one line for people; without it the last lines have to do.
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(PREFIX)) {
                return new MullamaException(
                        code(exit), "the daemon did not start: " + lines.get(i).substring(PREFIX.length()), hint);
            }
        }
        String said = lines.isEmpty() ? " and wrote nothing to its log" : ":\n  " + String.join("\n  ", lines) + "\n";
        return new MullamaException(
                code(exit), "the daemon did not start; it ended with exit code " + exit + said, hint);
    }

    /**
     * Leaves the daemon to itself. What we started is the launcher, which waits for the daemon, and SIGTERM ends that
     * alone: our own end would take 300 ms longer while a child of ours lives.
     */
    void letGo() {
        process.destroy();
    }

    /** Ends a process that never answered. */
    MullamaException giveUp(long seconds) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        return new MullamaException(
                ErrorCode.TIMED_OUT,
                "the daemon was started, did not answer within " + seconds + " s, and was ended again",
                "its log is " + log);
    }

    private static ErrorCode code(int exit) {
        return switch (exit) {
            case 3 -> ErrorCode.MODEL_NOT_FOUND;
            case 4 -> ErrorCode.INVALID_SETTING;
            case 6 -> ErrorCode.TIMED_OUT;
            case 7 -> ErrorCode.PERMISSION_DENIED;
            default -> ErrorCode.DAEMON_UNREACHABLE;
        };
    }

    private List<String> lastLines() {
        List<String> lines = tail().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            // A log that is shorter than before was begun anew.
            long from = file.length() < logStart ? 0 : logStart;
            from = Math.max(from, file.length() - LOG_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
