package io.mullama.llama;

import java.util.Optional;

/** How the vectors of a text's tokens become one vector, or one score. Immutable. */
public enum Pooling {
    /** Not at all: the model was made to generate. */
    NONE(0),
    MEAN(1),
    /** That of the first token. */
    CLS(2),
    LAST(3),
    /** A classifier head makes a score. */
    RANK(4);

    private final int id;

    /** {@code id} is that of {@code enum llama_pooling_type}. */
    Pooling(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    /** By the number in a model's metadata; empty for one that this release does not know. */
    static Optional<Pooling> of(String id) {
        for (Pooling pooling : values()) {
            if (Integer.toString(pooling.id).equals(id)) {
                return Optional.of(pooling);
            }
        }
        return Optional.empty();
    }
}
