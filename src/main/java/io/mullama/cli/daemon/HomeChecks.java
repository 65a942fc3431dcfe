package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.config.PrivateFolder;
import io.mullama.config.Setting;
import io.mullama.config.SettingValue;
import io.mullama.config.Settings;
import io.mullama.model.MullamaException;
import io.mullama.terminal.HumanNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the folders of one person and the settings in them. Stateless. */
final class HomeChecks {
    /** For logs, the registry and class-data archives. */
    private static final long LEAST_FOR_HOME = 250_000_000;

    /** For anything at all. */
    private static final long LEAST = 1_000_000;

    /** For a small model. */
    private static final long LEAST_FOR_MODELS = 2_000_000_000;

    private HomeChecks() {}

    static void addTo(List<Finding> findings, CliContext context) {
        Path home = context.directories().home();
        Finding rights = openToOthers(home);
        findings.add(
                rights == null ? folder("home", home, LEAST_FOR_HOME, "set MULLAMA_HOME to another folder") : rights);
        Settings settings;
        try {
            settings = context.settings(Map.of());
        } catch (MullamaException e) {
            findings.add(problem("settings", e));
            return;
        }
        Path models = settings.cacheFolder()
                .map(Path::of)
                .orElse(context.directories().modelCache());
        findings.add(folder("models", models, LEAST_FOR_MODELS, "set MULLAMA_CACHE_DIR to another folder"));
        addSettings(findings, settings, context.directories().configFile());
    }

    /** What an error says, as a finding. */
    static Finding problem(String name, MullamaException e) {
        return new Finding(name, Status.ERROR, e.getMessage(), e.hint().orElse(null));
    }

    private static void addSettings(List<Finding> findings, Settings settings, Path file) {
        boolean right = true;
        for (Setting setting : Setting.values()) {
            try {
                SettingValue.require(settings, setting);
            } catch (MullamaException e) {
                right = false;
                findings.add(problem("settings", e));
            }
        }
        if (right) {
            findings.add(Finding.ok(
                    "settings", Files.exists(file) ? file + " can be used" : "no " + file + ", so the defaults hold"));
        }
    }

    private static @Nullable Finding openToOthers(Path home) {
        if (!Files.isDirectory(home) || !PrivateFolder.hasOwners(home)) {
            return null;
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(home);
            String letters = PosixFilePermissions.toString(rights);
            return letters.endsWith("------")
                    ? null
                    : new Finding(
                            "home",
                            Status.WARNING,
                            home + " is open to other people (" + letters + "): they may use or read what is in it",
                            "close it: chmod 700 " + home);
        } catch (IOException e) {
            // What follows says that it cannot be used.
            return null;
        }
    }

    private static Finding folder(String name, Path folder, long least, String hint) {
        Path there = folder.toAbsolutePath();
        // One that is not there yet will be made.
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return new Finding(name, Status.ERROR, folder + " cannot be written to", hint);
        }
        try {
            return room(name, folder, Files.getFileStore(there).getUsableSpace(), least, "make room, or " + hint);
        } catch (IOException e) {
            return new Finding(name, Status.WARNING, folder + ": its free space is not known", hint);
        }
    }

    static Finding room(String name, Path folder, long free, long least, String hint) {
        String size = HumanNumbers.size(free) + " free";
        if (free < LEAST) {
            return new Finding(name, Status.ERROR, folder + " has no room: " + size, hint);
        }
        String message = folder + " can be written to; " + size;
        return free < least ? new Finding(name, Status.WARNING, message, hint) : Finding.ok(name, message);
    }
}
