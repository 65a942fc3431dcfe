package io.mullama.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What the parser says is wrong, in words for whoever has written the text. Stateless. */
final class JsonFault {
    /** How the parser tells a place within its message. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^\\]]*?line: (\\d+), column: (\\d+)\\]");

    /** What it advises whoever has set it up. */
    private static final Pattern ADVICE =
            Pattern.compile(": (enable `JsonReadFeature|maybe a \\(non-standard\\) comment\\?).*");

    private JsonFault() {}

    /** The fault and its place. */
    static String of(JsonProcessingException e) {
        String what = plain(e.getOriginalMessage());
        return e.getLocation() == null
                ? what
                : what + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** What the parser says, without what nobody can use who has only sent a request. */
    private static String plain(String message) {
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        return ADVICE.matcher(PLACE.matcher(first).replaceAll("line $1, column $2"))
                .replaceFirst("");
    }
}
