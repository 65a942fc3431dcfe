package io.mullama.sdk;

import java.util.List;

/** A foreign API that the daemon speaks, with what its clients must show. */
enum Dialect {
    OPENAI("OpenAI", true),
    ANTHROPIC("Anthropic", false),
    OLLAMA("Ollama", true);

    private final String title;
    private final boolean embeddings;

    Dialect(String title, boolean embeddings) {
        this.title = title;
        this.embeddings = embeddings;
    }

    String title() {
        return title;
    }

    /** What the daemon of its clients is started with. */
    List<String> options() {
        return this == OLLAMA ? List.of("--ollama") : List.of();
    }

    /** Whether there is such a thing in this dialect. */
    boolean has(Shown what) {
        return embeddings || what != Shown.EMBEDDINGS;
    }
}
