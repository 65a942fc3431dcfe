package io.mullama.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a chat template is written in. Immutable. */
enum TemplateLanguage {
    /** Hugging Face's, which GGUF files have. */
    JINJA,
    /** Ollama's. */
    GO;

    /** Jinja alone has statements. */
    private static final String STATEMENT = "\\{%[-+]?\\s*+(?:if|for|set|macro|raw|generation|filter|call|block|include"
            + "|import|from|extends|with|autoescape|do|break|continue)\\b";

    /** In Go alone, code begins with a field, a variable, a comment or a keyword, or calls a function with a field. */
    private static final String ACTION = "\\{\\{-?\\s*+(?:/\\*|[.$]|(?:if|with)\\b|range\\s++[^(\\s]"
            + "|(?:define|template|block)\\s*+\"|\\(*+\\w++\\s++(?:\"[^\"{}]*+\"\\s++)?+[.$])";

    private static final Pattern SIGN = Pattern.compile(
            "(?<statement>" + STATEMENT + ")|(?<action>" + ACTION + ")|(?<comment>\\{#)|(?<other>\\{\\{)");

    /** That of the first code which only one of them has, for all else may be text; Jinja where there is none. */
    static TemplateLanguage of(String source) {
        Matcher sign = SIGN.matcher(source);
        int lastComment = source.lastIndexOf("#}");
        int at = 0;
        while (sign.find(at)) {
            if (sign.group("statement") != null) {
                return JINJA;
            }
            if (sign.group("action") != null) {
                return GO;
            }
            if (sign.group("comment") != null) {
                at = sign.end() > lastComment ? sign.end() : source.indexOf("#}", sign.end()) + 2;
            } else {
                int end = source.indexOf("}}", sign.end());
                if (end < 0) {
                    return JINJA;
                }
                at = end + 2;
            }
        }
        return JINJA;
    }
}
