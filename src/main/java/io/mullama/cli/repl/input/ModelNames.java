package io.mullama.cli.repl.input;

import io.mullama.api.ModelEntry;
import io.mullama.client.DaemonClient;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The names of the models that are here: from the file that the daemon keeps, else from itself. Immutable. */
public record ModelNames(Path file, Supplier<DaemonClient> daemon) implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return fromDaemon();
        }
    }

    private List<String> fromDaemon() {
        try {
            return daemon.get().models().models().stream()
                    .map(ModelEntry::alias)
                    .toList();
        } catch (MullamaException e) {
            return List.of();
        }
    }
}
