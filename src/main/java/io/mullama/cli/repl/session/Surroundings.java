package io.mullama.cli.repl.session;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Theme;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The outside world as a conversation sees it. Immutable.
 *
 * @param variables the environment variables
 * @param directory where relative paths begin
 * @param userHome where {@code ~} points
 * @param historyFile where the lines typed are kept
 * @param namesFile the models' names, one a line, as the daemon keeps them
 */
public record Surroundings(
        Map<String, String> variables,
        Path directory,
        Path userHome,
        Path historyFile,
        Path namesFile,
        Clock clock,
        Theme theme) {

    /** The file that somebody means; what can be none is refused. */
    public Path path(String typed) {
        try {
            if (typed.equals("~")) {
                return userHome;
            }
            return typed.startsWith("~/") ? userHome.resolve(typed.substring(2)) : directory.resolve(typed);
        } catch (InvalidPathException e) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "that is no path: " + typed, "check what it names")
                    .causedBy(e);
        }
    }

    /** Whether such a file, or folder, is there. */
    public boolean exists(String typed) {
        try {
            return Files.exists(path(typed));
        } catch (MullamaException e) {
            return false;
        }
    }
}
