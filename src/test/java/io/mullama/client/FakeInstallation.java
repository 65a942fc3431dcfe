package io.mullama.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that looks like an installed mullama, with a launcher script of the test's making. Stateless. */
public final class FakeInstallation {
    private FakeInstallation() {}

    /** One whose {@code mullama serve} is a {@link FakeDaemon}. */
    public static Path withDaemon(Path folder) throws IOException {
        return with(folder, daemon());
    }

    /** The shell commands that run a {@link FakeDaemon} and can be let go of, as the real launcher can. */
    public static String daemon() {
        return "trap 'exit 0' TERM; ( exec '" + System.getProperty("java.home")
                + "/bin/java' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + FakeDaemon.class.getName() + " \"$@\" ) & wait $!";
    }

    /** One whose launcher runs the given shell commands. */
    public static Path with(Path folder, String commands) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("mullama");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
