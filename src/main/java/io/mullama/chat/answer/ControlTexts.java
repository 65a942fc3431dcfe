package io.mullama.chat.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells texts that a vocabulary has as one control token from those that anybody may write. Stateless. */
final class ControlTexts {
    private static final Pattern UNIT = Pattern.compile("<[^<>]++>|\\[[^\\[\\]]++]");

    private ControlTexts() {}

    static boolean matches(String marker) {
        return marker.startsWith("<|") || marker.startsWith("<｜") || marker.startsWith("[TOOL_CALLS]");
    }

    /** Whatever in the texts may be a control token, each once, the texts themselves first. */
    static List<String> in(List<String> texts) {
        Set<String> found = new LinkedHashSet<>(texts);
        for (String text : texts) {
            UNIT.matcher(text).results().map(MatchResult::group).forEach(found::add);
        }
        found.removeIf(String::isEmpty);
        return List.copyOf(found);
    }
}
