package io.mullama.modelfile;

import io.mullama.model.ModelRecipe;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a Modelfile says of a model beside how it is prompted. For one thread. */
final class TraitsReader {
    private static final int AS_MANY_AS_FIT = -1;
    private static final int MOST_LAYERS = 9999;

    private static final List<String> CAPABILITIES =
            List.of("completion", "tools", "vision", "audio", "thinking", "embedding", "rerank", "insert", "json");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Set<String> capabilities = new LinkedHashSet<>();
    private @Nullable String author;
    private @Nullable String thinking;
    private @Nullable String toolFormat;
    private @Nullable Integer gpuLayers;
    private @Nullable Boolean flashAttention;

    ModelRecipe.Traits traits() {
        return new ModelRecipe.Traits(
                author, thinking, toolFormat, List.copyOf(capabilities), gpuLayers, flashAttention);
    }

    void read(Instruction instruction, String value, Position at) {
        switch (instruction) {
            case AUTHOR -> author = value;
            case GPU_LAYERS -> gpuLayers = layers(value, at);
            case FLASH_ATTENTION -> flashAttention = flashAttention(value, at);
            case THINKING -> thinking = thinking(value, at);
            case TOOLFORMAT -> toolFormat = toolFormat(value, at);
            default -> throw new IllegalArgumentException(instruction + " is no trait");
        }
    }

    /** Of one or several words; those of several instructions count together. */
    void capabilities(String words, Position at) {
        for (String word : words.strip().split("\\s+", -1)) {
            String name = word.toLowerCase(Locale.ROOT);
            if (!CAPABILITIES.contains(name)) {
                throw at.error(
                        Position.shown(word) + " is no capability",
                        Position.hint(name, CAPABILITIES, "the capabilities are "));
            }
            capabilities.add(name);
        }
    }

    private static int layers(String value, Position at) {
        if (value.equalsIgnoreCase("auto") || value.equals("-1")) {
            return AS_MANY_AS_FIT;
        }
        if (!value.matches("\\d{1,4}")) {
            throw at.error(
                    "GPU_LAYERS must be auto or a whole number from 0 to %d, not %s"
                            .formatted(MOST_LAYERS, Position.shown(value)),
                    "write GPU_LAYERS auto for as many as fit");
        }
        return Integer.parseInt(value);
    }

    private static @Nullable Boolean flashAttention(String value, Position at) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> Boolean.TRUE;
            case "off", "false" -> Boolean.FALSE;
            case "auto" -> null;
            default ->
                throw at.error(
                        "FLASH_ATTENTION must be on, off or auto, not " + Position.shown(value),
                        "leave it out for auto");
        };
    }

    /** {@code on}, {@code off}, the name of a way to think, or the two tags between which thoughts stand. */
    private static String thinking(String value, Position at) {
        String[] words = value.strip().split("\\s+", -1);
        if (words.length > 2) {
            throw at.error(
                    "THINKING takes one or two words, not " + words.length,
                    "write on, off, a name, or the tags about thoughts: THINKING <think> </think>");
        }
        return String.join(" ", words);
    }

    private static String toolFormat(String value, Position at) {
        if (!NAME.matcher(value).matches()) {
            throw at.error(
                    Position.shown(value) + " cannot be the name of a tool format",
                    "write one word of letters, digits, '.', '_' and '-'");
        }
        return value;
    }
}
