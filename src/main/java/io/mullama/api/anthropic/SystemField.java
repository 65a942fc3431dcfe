package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads {@code system}: what the model is told before the conversation. Stateless. */
final class SystemField {
    /**
     * What Claude Code puts before its own words: figures for Anthropic's accounts, of which one changes with every
     * request, so that nothing behind it could be taken from the prompt cache.
     */
    private static final Pattern BILLING =
            Pattern.compile("^x-anthropic-billing-header:(?:[ \\t]*[\\w.-]+=[^;\\n]*;)*[ \\t]*\\R?");

    private SystemField() {}

    /** The text; empty where there is none. */
    static String read(Fields fields, Notes notes) {
        JsonNode node = fields.node("system");
        if (node == null) {
            return "";
        }
        if (node.isTextual()) {
            return withoutBilling(node.textValue());
        }
        TextBlocks.requireBlocks(fields, "system", node);
        List<String> texts = Objects.requireNonNull(fields.objects("system", block -> block(block, notes)));
        return String.join("\n", texts.stream().filter(text -> !text.isEmpty()).toList());
    }

    private static String block(Fields block, Notes notes) {
        return withoutBilling(TextBlocks.of(block, notes).orElseThrow(() -> TextBlocks.unknown(block, "text")));
    }

    private static String withoutBilling(String text) {
        return BILLING.matcher(text).replaceFirst("");
    }
}
