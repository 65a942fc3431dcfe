package io.mullama.store;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ModelParts;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the headers of model files, each once for as long as the file stays as it is. Thread-safe. */
final class Headers {
    /**
     * A model whose header was read. Immutable.
     *
     * @param parts its files in order, the one that was asked for first
     * @param modified when that one was last changed
     */
    record Read(List<Path> parts, Instant modified, GgufHeader header) {}

    private record Known(List<State> states, Read read) {}

    /** By what a changed file is known; of none if there is no file. */
    private record State(long size, Instant modified) {
        static final State NONE = new State(-1, Instant.EPOCH);
    }

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * The header of a file, or of all parts of a model together, whose tensors all lie within them.
     *
     * @throws MullamaException if there is no such file, or it is damaged
     */
    Read read(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new MullamaException(
                        ErrorCode.INVALID_MODEL_FILE, file + " is not a regular file", "give the path of a GGUF file");
            }
            return read(file, attributes);
        } catch (NoSuchFileException e) {
            known.remove(file);
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND, "there is no file " + file, "give the path of a GGUF file");
        } catch (AccessDeniedException e) {
            throw new MullamaException(
                    ErrorCode.PERMISSION_DENIED, file + " may not be read", "give yourself read access to it");
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        } catch (GgufException e) {
            String hint = switch (e.kind()) {
                case TRUNCATED -> "get the file again";
                case INCOMPLETE -> "get all parts into one folder";
                case NOT_FIRST -> "give the first part";
                default -> "give a GGUF file";
            };
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + ": " + e.getMessage(), hint).causedBy(e);
        }
    }

    private Read read(Path file, BasicFileAttributes attributes) throws IOException, GgufException {
        State state = state(attributes);
        Known before = known.get(file);
        if (before != null
                && before.states().get(0).equals(state)
                && before.states().equals(states(before.read().parts()))) {
            return before.read();
        }
        GgufHeader first = GgufReader.read(file);
        List<Path> parts = ModelParts.files(file, first);
        // What is changed while it is read is then read again.
        List<State> states = parts.size() == 1 ? List.of(state) : states(parts);
        GgufHeader header = parts.size() == 1 ? first : ModelParts.read(file);
        Read read = new Read(parts, state.modified(), header);
        known.put(file, new Known(states, read));
        return read;
    }

    private static List<State> states(List<Path> files) throws IOException {
        List<State> states = new ArrayList<>();
        for (Path file : files) {
            try {
                states.add(state(Files.readAttributes(file, BasicFileAttributes.class)));
            } catch (NoSuchFileException e) {
                states.add(State.NONE);
            }
        }
        return states;
    }

    private static State state(BasicFileAttributes attributes) {
        return new State(attributes.size(), attributes.lastModifiedTime().toInstant());
    }
}
