package io.mullama.chat.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a format of what a template writes around a call that is a JSON object. Stateless. */
final class MadeFormat {
    /** Names a format that is like no known one. */
    static final String NAME = "template";

    private static final int SHORTEST_MARKER = 4;
    private static final Pattern TAG = Pattern.compile("\\s*+]?\\s*+(</?[^<>\\s]++>|\\[/?[^\\[\\]\\s]++])");

    private MadeFormat() {}

    /** The format of a turn that calls a tool; empty if it has no JSON object with that name, or nothing before it. */
    static Optional<ToolFormat> of(String turn, String tool) {
        Matcher call = Pattern.compile("\\{\\s*+\"(name|tool_name|function)\"\\s*+:\\s*+\"" + Pattern.quote(tool) + '"')
                .matcher(turn);
        if (!call.find()) {
            return Optional.empty();
        }
        String before = turn.substring(0, call.start()).stripTrailing();
        before = before.endsWith("[") ? before.substring(0, before.length() - 1).stripTrailing() : before;
        String begin = before.substring(before.lastIndexOf('\n') + 1).strip();
        begin = begin.endsWith(">") ? begin.substring(begin.lastIndexOf('<')) : begin;
        return begin.length() < SHORTEST_MARKER
                ? Optional.empty()
                : Optional.of(new JsonToolFormat(NAME, begin, end(turn, call.start()), shape(turn, call)));
    }

    private static CallShape shape(String turn, Matcher call) {
        boolean list = turn.substring(0, call.start()).stripTrailing().endsWith("[");
        boolean parameters = turn.indexOf("\"parameters\"", call.end()) >= 0;
        return new CallShape(list, "", call.group(1), parameters ? "parameters" : "arguments");
    }

    private static String end(String turn, int start) {
        Incoming text = new Incoming();
        text.append(turn);
        Matcher tag = TAG.matcher(turn);
        return tag.region(new JsonScan().read(text, start), turn.length()).lookingAt() ? tag.group(1) : "";
    }
}
