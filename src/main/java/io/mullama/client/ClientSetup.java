package io.mullama.client;

import io.mullama.config.Directories;
import io.mullama.config.Settings;
import java.util.Map;

/**
 * What finding, starting and ending a daemon depends on. Immutable.
 *
 * @param environment what a daemon that is started inherits
 * @param version ours, to be compared with the daemon's
 */
public record ClientSetup(
        Directories directories,
        Settings settings,
        Map<String, String> environment,
        String version,
        Dialogue dialogue,
        Patience patience) {}
