package io.mullama.chat;

import java.util.regex.Pattern;

/** What a chat template is written in. Immutable. */
enum TemplateLanguage {
    /** Hugging Face's, which GGUF files have. */
    JINJA,
    /** Ollama's. */
    GO;

    /** Only Jinja has statements. */
    private static final Pattern JINJA_STATEMENT = Pattern.compile("\\{%|\\{#");

    /** Go's fields begin with a dot or a dollar, and its statements stand between the same braces. */
    private static final Pattern GO_ACTION =
            Pattern.compile("\\{\\{-?\\s*(/\\*|\\.|\\$|(if|range|with|end|else|define|template|block)\\b)");

    static TemplateLanguage of(String source) {
        return !JINJA_STATEMENT.matcher(source).find()
                        && GO_ACTION.matcher(source).find()
                ? GO
                : JINJA;
    }
}
