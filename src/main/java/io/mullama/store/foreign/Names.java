package io.mullama.store.foreign;

import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes names that a person can type, and that then mean the same. Stateless. */
final class Names {
    private Names() {}

    /** The name, or the file's path where nobody could write that name. */
    static ModelName typeable(ModelName name, Path file) {
        return isTypeable(name) ? name : new ModelName.File(file.toString());
    }

    /** The quantization or file that is meant; none for the tag that stands for none. */
    static Optional<String> choice(String tag) {
        return Optional.of(tag).filter(text -> !text.equalsIgnoreCase(ModelName.DEFAULT_TAG));
    }

    private static boolean isTypeable(ModelName name) {
        try {
            return ModelName.parse(name.text()).key().equals(name.key());
        } catch (MullamaException e) {
            return false;
        }
    }
}
