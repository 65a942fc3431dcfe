package io.mullama.sdk;

import io.mullama.HttpProbe;
import io.mullama.ServedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packaged daemon that clients of one set of options share, with tiny and a model that never ends. Thread-safe. */
final class SdkServer implements AutoCloseable {
    private final ServedDaemon daemon;

    SdkServer(List<String> options) {
        try {
            daemon = new ServedDaemon(Stream.concat(Stream.of("--parallel", "4"), options.stream())
                    .toArray(String[]::new));
            nameTheSlowModel();
        } catch (Exception e) {
            throw new IllegalStateException("The daemon for the clients' tests does not start.", e);
        }
    }

    /** Its port, as one test sees it. */
    SdkDaemon open() throws IOException {
        return new SdkDaemon(probe(), new WireTee(daemon.port()));
    }

    HttpProbe probe() {
        return daemon.tcp();
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }

    /** Clients check names; a path is none for some of them. */
    private void nameTheSlowModel() throws Exception {
        Path modelfile = Files.writeString(
                daemon.slow().resolveSibling("Slow.modelfile"),
                "FROM " + daemon.slow() + "\nPARAMETER temperature 0\n");
        var created = daemon.run("create", SdkDaemon.SLOW, "-f", modelfile.toString());
        if (created.exitCode() != 0) {
            throw new IllegalStateException(created.err());
        }
    }
}
