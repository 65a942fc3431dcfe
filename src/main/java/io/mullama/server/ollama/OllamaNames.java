package io.mullama.server.ollama;

import io.mullama.model.ModelName;

/** Writes the names of models as Ollama's clients compare them: always with a tag. Stateless. */
final class OllamaNames {
    private OllamaNames() {}

    /** The name in full, by which the model is found again: {@code tiny:latest}, {@code hf.co/org/repo:Q4_K_M}. */
    static String listed(String alias) {
        ModelName name = ModelName.parse(alias);
        if (name instanceof ModelName.Plain plain) {
            return plain.family() + ":" + plain.tag();
        }
        if (name instanceof ModelName.Hub hub) {
            return "hf.co/" + hub.repository() + ":" + hub.choice().orElse(ModelName.DEFAULT_TAG)
                    + hub.revision().map(revision -> "@" + revision).orElse("");
        }
        return alias;
    }
}
