package io.mullama.store.foreign;

/** Which tool has downloaded a model. */
public enum Origin {
    HUGGING_FACE("Hugging Face"),
    LLAMA_CPP("llama.cpp"),
    OLLAMA("Ollama"),
    LM_STUDIO("LM Studio");

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    /** The tool's name as its makers write it. */
    public String text() {
        return text;
    }
}
