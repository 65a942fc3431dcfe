package io.mullama.cli.command;

import io.mullama.config.Directories;
import io.mullama.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code mullama serve} was asked for. Immutable.
 *
 * @param environment of the process
 * @param userHome where {@code ~} points
 * @param onDemand whether a client started it, so that it ends when it is idle
 * @param debug whether errors are shown with their stack traces
 */
public record ServeOptions(
        Settings settings,
        Directories directories,
        Map<String, String> environment,
        Path userHome,
        boolean onDemand,
        boolean debug) {}
