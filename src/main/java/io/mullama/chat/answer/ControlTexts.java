package io.mullama.chat.answer;

/** Tells texts that a vocabulary has as one control token from those that anybody may write. Stateless. */
final class ControlTexts {
    private ControlTexts() {}

    static boolean matches(String marker) {
        return marker.startsWith("<|") || marker.startsWith("<｜") || marker.startsWith("[TOOL_CALLS]");
    }
}
