package io.mullama.engine.local;

import io.mullama.engine.Adapter;
import io.mullama.engine.ModelSource;
import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ModelParts;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files that an engine is made of, looked at before llama.cpp sees them. Stateless. */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * Checks that all parts are there, and that the adapters can be applied to the model.
     *
     * @throws MullamaException if not
     */
    static void check(ModelSource source) {
        List<Adapter> adapters = source.options().adapters();
        if (source.header().split().isEmpty() && adapters.isEmpty()) {
            return;
        }
        GgufHeader model = read(source.file().toString(), source.file(), ModelParts::read);
        for (Adapter adapter : adapters) {
            String name = "the adapter " + adapter.file();
            AdapterHeader.check(name, read(name, adapter.file(), GgufReader::read), model);
        }
    }

    /** The bytes of the adapters' files, of those that are there. */
    static long adapterBytes(List<Adapter> adapters) {
        return adapters.stream().mapToLong(adapter -> size(adapter.file())).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How a header is read. */
    interface Reading {
        GgufHeader read(Path file) throws IOException, GgufException;
    }

    /**
     * Reads a header.
     *
     * @param name of the file, for messages
     * @throws MullamaException if it is no sound GGUF file
     */
    static GgufHeader read(String name, Path file, Reading reading) {
        try {
            return reading.read(file);
        } catch (GgufException e) {
            String hint = e.kind() == GgufException.Kind.INCOMPLETE
                    ? "get all parts into one folder"
                    : "get the file again, or another one";
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, name + ": " + e.getMessage(), hint).causedBy(e);
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_MODEL_FILE, name + " is not there", "look for it, or get it again")
                    .causedBy(e);
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_MODEL_FILE,
                            name + " cannot be read: " + e.getMessage(),
                            "look at its permissions")
                    .causedBy(e);
        }
    }
}
