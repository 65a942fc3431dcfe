package io.mullama.api.anthropic;

/**
 * The ids of tool uses: on the wire each begins as Anthropic's do, and the rest is the id that the model gave or was given,
 * so that what is sent back is worded as it was, and found in the prompt cache. Stateless.
 */
final class ToolUseIds {
    private static final String PREFIX = "toolu_";

    private ToolUseIds() {}

    static String toWire(String id) {
        return id.startsWith(PREFIX) ? id : PREFIX + id;
    }

    static String fromWire(String id) {
        return id.startsWith(PREFIX) && id.length() > PREFIX.length() ? id.substring(PREFIX.length()) : id;
    }
}
