package io.mullama.cli.models;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.modelfile.Modelfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Modelfile as the person has it. Immutable.
 *
 * @param directory where paths in it begin
 */
record ModelfileText(String text, Path directory) {
    private static final List<String> NAMES = List.of("Mullamafile", "Modelfile");

    /** The file that was named, {@code -} for the standard input; else the one in {@code directory}. */
    static ModelfileText read(Optional<String> named, Path directory, InputStream stdin) {
        if (named.filter("-"::equals).isPresent()) {
            return new ModelfileText(text("the standard input", () -> stdin), directory);
        }
        Path file = named.map(name -> path(directory, name)).orElseGet(() -> find(directory));
        Path folder = file.getParent();
        return new ModelfileText(
                text(file.toString(), () -> Files.newInputStream(file)), folder == null ? directory : folder);
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    private static Path path(Path directory, String name) {
        try {
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "'" + name + "' is no path").causedBy(e);
        }
    }

    private static Path find(Path directory) {
        return NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "there is no Mullamafile and no Modelfile in " + directory,
                        "name one with -f FILE, or pipe it in with -f -"));
    }

    private static String text(String what, Source source) {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(Modelfile.MOST_BYTES + 1);
            if (bytes.length > Modelfile.MOST_BYTES) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        what + " is longer than " + (Modelfile.MOST_BYTES >> 20) + " MiB",
                        "a Modelfile is a text of some lines; the model itself stands behind its FROM");
            }
            return Modelfile.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            what + " is not UTF-8 text",
                            "a Modelfile is a text; the model itself stands behind its FROM")
                    .causedBy(e);
        } catch (NoSuchFileException e) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "there is no file " + what, "check what -f names")
                    .causedBy(e);
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST, what + " cannot be read: " + e.getMessage(), "check what it is")
                    .causedBy(e);
        }
    }
}
