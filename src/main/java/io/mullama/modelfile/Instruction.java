package io.mullama.modelfile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a line of a Modelfile begins with. Immutable. */
enum Instruction {
    FROM,
    PARAMETER,
    TEMPLATE,
    SYSTEM,
    MESSAGE,
    ADAPTER,
    LICENSE,
    DIGEST,
    VISION_PROJECTOR,
    GPU_LAYERS,
    FLASH_ATTENTION,
    THINKING,
    TOOLFORMAT,
    CAPABILITY,
    AUTHOR,
    /** Ollama's own version. */
    REQUIRES,
    /** A piece of Ollama's own code that writes prompts. */
    RENDERER,
    /** A piece of Ollama's own code that reads answers. */
    PARSER,
    DRAFT;

    /** The instruction of that name in any case; anything else is an error there. */
    static Instruction of(String word, Position at) {
        String name = word.toUpperCase(Locale.ROOT);
        List<String> names = Arrays.stream(values()).map(Instruction::name).toList();
        if (names.contains(name)) {
            return valueOf(name);
        }
        throw at.error(
                Position.shown(word) + " is no instruction",
                Position.hint(
                        name, names, "a text of several lines stands between triple quotes; the instructions are "));
    }
}
