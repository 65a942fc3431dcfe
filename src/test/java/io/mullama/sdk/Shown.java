package io.mullama.sdk;

/** What every client must show, as far as its dialect has it. */
enum Shown {
    CHAT("chat"),
    STREAM("streamed"),
    TOOLS("tools"),
    STRUCTURED_OUTPUT("structured output"),
    EMBEDDINGS("embeddings"),
    MODEL_LIST("model list"),
    ERRORS("errors"),
    CANCELLATION("cancellation"),
    LOAD("200 requests, 16 at once");

    private final String words;

    Shown(String words) {
        this.words = words;
    }

    /** As the compatibility page has it. */
    String words() {
        return words;
    }
}
