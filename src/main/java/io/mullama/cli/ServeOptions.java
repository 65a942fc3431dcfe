package io.mullama.cli;

import io.mullama.config.Directories;
import io.mullama.config.Settings;

/**
 * What {@code mullama serve} was asked for. Immutable.
 *
 * @param onDemand whether a client started it, so that it ends when it is idle
 * @param debug whether errors are shown with their stack traces
 */
public record ServeOptions(Settings settings, Directories directories, boolean onDemand, boolean debug) {}
