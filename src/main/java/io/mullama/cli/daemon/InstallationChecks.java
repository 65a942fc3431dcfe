package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.config.Directories;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the program itself: Java, launcher, native libraries. Stateless. */
final class InstallationChecks {
    private static final String DIGESTS = "SHA256SUMS";
    private static final String REINSTALL = "install mullama anew";

    private InstallationChecks() {}

    static void addTo(List<Finding> findings, CliContext context) {
        Directories directories = context.directories();
        findings.add(Finding.ok(
                "version", "mullama " + context.environment().version() + " in " + directories.installation()));
        findings.add(Finding.ok("java", "Java " + Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(startUp());
        findings.add(launcher(context));
        findings.add(libraries(directories.nativeLibraries()));
    }

    private static Finding startUp() {
        String archive = System.getProperty("mullama.archive", "");
        return archive.isEmpty()
                ? new Finding(
                        "start-up",
                        Status.OK,
                        "no class-data archive for this Java: commands start more slowly",
                        "a daemon makes one when it has had nothing to do for some seconds")
                : Finding.ok("start-up", "class-data archive " + archive);
    }

    private static Finding launcher(CliContext context) {
        Path launcher = context.directories().installation().resolve("bin").resolve("mullama");
        if (!Files.isExecutable(launcher)) {
            return new Finding("launcher", Status.ERROR, launcher + " is missing or may not be run", REINSTALL);
        }
        Optional<Path> found = inPath(context.environment().variables().getOrDefault("PATH", ""));
        if (found.isEmpty()) {
            return new Finding(
                    "launcher",
                    Status.WARNING,
                    launcher + " can be run, but no folder of PATH leads to it",
                    "put a link to it into one of them: ln -s " + launcher + " ~/.local/bin/");
        }
        return isSame(found.get(), launcher)
                ? Finding.ok("launcher", found.get() + " leads to this installation")
                : new Finding(
                        "launcher",
                        Status.WARNING,
                        found.get() + " is what PATH finds first, and is another installation than " + launcher,
                        "remove one of them, or change the order of the folders in PATH");
    }

    private static Optional<Path> inPath(String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            try {
                Path program = Path.of(folder).resolve("mullama");
                if (!folder.isEmpty() && Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            } catch (InvalidPathException e) {
                // Nothing can be found there.
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether all are there; the daemon compares their digests and loads them. */
    private static Finding libraries(Path folder) {
        List<String> missing = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve(DIGESTS));
        } catch (IOException e) {
            return new Finding("libraries", Status.ERROR, folder.resolve(DIGESTS) + " cannot be read", REINSTALL);
        }
        for (String line : lines) {
            String name = line.substring(line.lastIndexOf(' ') + 1);
            if (!Files.isReadable(folder.resolve(name))) {
                missing.add(name);
            }
        }
        return missing.isEmpty()
                ? Finding.ok("libraries", lines.size() + " native libraries in " + folder)
                : new Finding(
                        "libraries",
                        Status.ERROR,
                        String.join(", ", missing) + " missing or unreadable in " + folder,
                        REINSTALL);
    }
}
