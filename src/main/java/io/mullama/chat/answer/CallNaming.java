package io.mullama.chat.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands where a call's name is. */
enum CallNaming {
    /** The name. */
    PLAIN {
        @Override
        Named read(String text) {
            return new Named("", text);
        }
    },
    /** {@code functions.add:0}, which is the identifier as well. */
    NUMBERED {
        @Override
        Named read(String text) {
            Matcher parts = FUNCTION.matcher(text);
            return parts.matches() ? new Named(text, parts.group(1)) : new Named("", text);
        }
    },
    /** {@code add[CALL_ID]abc}, or the name alone. */
    BEFORE_ID {
        @Override
        Named read(String text) {
            int mark = text.indexOf("[CALL_ID]");
            return mark < 0
                    ? new Named("", text)
                    : new Named(
                            text.substring(mark + "[CALL_ID]".length()).strip(),
                            text.substring(0, mark).strip());
        }
    },
    /** {@code abc<|tool_call:name|>add}. */
    AFTER_ID {
        @Override
        Named read(String text) {
            int mark = text.indexOf("<|tool_call:name|>");
            return mark < 0
                    ? new Named("", text)
                    : new Named(
                            text.substring(0, mark).strip(),
                            text.substring(mark + "<|tool_call:name|>".length()).strip());
        }
    };

    private static final Pattern FUNCTION = Pattern.compile("(?:functions\\.)?(.+):\\d+");

    /**
     * A call's identifier and name.
     *
     * @param id the model's own; empty for none
     */
    record Named(String id, String name) {}

    abstract Named read(String text);
}
