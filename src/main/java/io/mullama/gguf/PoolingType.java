package io.mullama.gguf;

import java.util.List;
import java.util.Optional;

/** How an embedding model makes one vector of many, in the order of {@code enum llama_pooling_type}. Immutable. */
public enum PoolingType {
    NONE,
    MEAN,
    CLS,
    LAST,
    RANK;

    private static final List<PoolingType> BY_ID = List.of(values());

    static Optional<PoolingType> of(long id) {
        return id >= 0 && id < BY_ID.size() ? Optional.of(BY_ID.get((int) id)) : Optional.empty();
    }
}
