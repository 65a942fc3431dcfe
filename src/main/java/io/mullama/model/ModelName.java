package io.mullama.model;

import java.util.Locale;
import java.util.Optional;

/** What a person calls a model; two names that differ in nothing but case are the same. Immutable. */
public sealed interface ModelName {
    /** The tag of a name that has none. */
    String DEFAULT_TAG = "latest";

    /** The name as it is shown: without the default tag, and with {@code hf:} before a repository. */
    String text();

    /** What is the same for names that mean the same. */
    default String key() {
        return text().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name in any of the forms that people type.
     *
     * @throws MullamaException if nothing could ever go by it
     */
    static ModelName parse(String text) {
        return parse("model", text);
    }

    /** The same, for a name that stands in another field of a request than {@code model}. */
    static ModelName parse(String field, String text) {
        return new ModelNameParser(field, text).parse();
    }

    /** A name of the store or of the catalog: {@code llama3.2:1b}. Immutable. */
    record Plain(String family, String tag) implements ModelName {
        @Override
        public String text() {
            return tag.equalsIgnoreCase(DEFAULT_TAG) ? family : family + ":" + tag;
        }

        /** Whether the tag is the one that stands for none. */
        public boolean hasDefaultTag() {
            return tag.equalsIgnoreCase(DEFAULT_TAG);
        }
    }

    /**
     * A model of a Hugging Face repository. Immutable.
     *
     * @param repository {@code org/repo}
     * @param choice the file's path in the repository, or the quantization, that is wanted of it
     * @param revision the branch, tag or commit that is wanted
     */
    record Hub(String repository, Optional<String> choice, Optional<String> revision) implements ModelName {
        @Override
        public String text() {
            return "hf:" + repository
                    + choice.map(text -> ":" + text).orElse("")
                    + revision.map(text -> "@" + text).orElse("");
        }
    }

    /** A GGUF file where it lies, by its path from the root. Immutable. */
    record File(String path) implements ModelName {
        @Override
        public String text() {
            return path;
        }

        @Override
        public String key() {
            return path;
        }
    }
}
