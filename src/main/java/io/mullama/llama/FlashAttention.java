package io.mullama.llama;

/** Whether attention is computed without ever keeping all its scores: llama.h's {@code llama_flash_attn_type}. */
public enum FlashAttention {
    /** Where the model and the device allow it. */
    AUTO(-1),
    OFF(0),
    ON(1);

    private final int id;

    FlashAttention(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
