package io.mullama.model;

import java.util.regex.Pattern;

/**
 * What a person calls a model: a name, with or without {@code :latest}, or the path of a GGUF file. Immutable.
 *
 * @param text as it was given, without the tag that every name has by default
 */
public record ModelName(String text) {
    private static final String DEFAULT_TAG = ":latest";
    private static final int LONGEST = 4096;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /**
     * Reads a name.
     *
     * @throws MullamaException if nothing could ever go by it
     */
    public static ModelName parse(String text) {
        if (text.isBlank()) {
            throw MullamaException.invalidField("model", "the model's name is empty");
        }
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw MullamaException.invalidField(
                    "model", "a model's name has at most " + LONGEST + " characters, and no control characters");
        }
        boolean tagged = text.endsWith(DEFAULT_TAG) && text.length() > DEFAULT_TAG.length();
        return new ModelName(tagged ? text.substring(0, text.length() - DEFAULT_TAG.length()) : text);
    }

    /** Whether it is the path of a file, from the root. */
    public boolean isPath() {
        boolean windows =
                text.length() > 2 && text.charAt(1) == ':' && (text.charAt(2) == '\\' || text.charAt(2) == '/');
        return text.startsWith("/") || windows;
    }

    /** Whether it can be a file's name in a folder, and never leads out of it. */
    public boolean isPlain() {
        return PLAIN.matcher(text).matches();
    }
}
