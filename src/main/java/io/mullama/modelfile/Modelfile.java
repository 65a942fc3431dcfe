package io.mullama.modelfile;

import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * What a Modelfile says. Immutable.
 *
 * @param from the model that it builds on as it was written: a name, a repository, or a path
 * @param digest what the model's file must have
 * @param adapters in their order
 * @param projector the path of the file that makes images into tokens, as it was written
 * @param ignored what the file says in vain, a sentence each, with the line
 */
public record Modelfile(
        String from,
        Optional<Digest> digest,
        List<AdapterReference> adapters,
        Optional<String> projector,
        ModelRecipe recipe,
        List<String> ignored) {

    /** Bytes that a Modelfile has at the most. */
    public static final int MOST_BYTES = ModelfileText.MOST;

    public Modelfile {
        adapters = List.copyOf(adapters);
        ignored = List.copyOf(ignored);
    }

    /** The Modelfile of a model that is {@code from} with a recipe. */
    public static Modelfile of(String from, ModelRecipe recipe) {
        return new Modelfile(from, Optional.empty(), List.of(), Optional.empty(), recipe, List.of());
    }

    /**
     * Reads a Modelfile.
     *
     * @throws io.mullama.model.MullamaException that says where it is wrong
     */
    public static Modelfile parse(String text) {
        return new ModelfileParser(text).parse();
    }

    /**
     * The text of a file: UTF-8, or UTF-16 with a byte order mark, as some editors of Windows write it.
     *
     * @throws CharacterCodingException if it is neither
     */
    public static String decode(byte[] content) throws CharacterCodingException {
        return ModelfileText.decoded(content);
    }

    /** Reads the content of a file: UTF-8, or UTF-16 with a byte order mark, as some editors of Windows write it. */
    public static Modelfile parse(byte[] content) {
        return parse(ModelfileText.decode(content));
    }

    /** The Modelfile in its usual form, which reads back to the same but for what was ignored. */
    public String text() {
        return new ModelfileWriter().write(this);
    }
}
