package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a call that is a JSON object, its name and whatever else stands before its arguments, as far as
 * it has come. For one look at a text.
 */
final class CallHeader {
    private static final Set<String> NAMES = Set.of("name", "tool_name");
    private static final Set<String> ARGUMENTS = Set.of("arguments", "parameters");
    private static final Set<String> IDS = Set.of("id", "tool_call_id", "call_id");

    private final Incoming text;
    private int at;
    private @Nullable String name;
    private String id = "";
    private @Nullable String early;
    private boolean atArguments;

    private CallHeader(Incoming text) {
        this.text = text;
    }

    /**
     * A header that is there.
     *
     * @param end of what has been read
     * @param id empty where there is none before the arguments
     * @param early the arguments if they stood before the name
     * @param atArguments whether they begin at the end
     */
    record Read(int end, String name, String id, @Nullable String early, boolean atArguments) {}

    /**
     * What there is at an index.
     *
     * @param header there if it is a call
     */
    record Look(Reach reach, @Nullable Read header) {
        private static final Look OPEN = new Look(Reach.OPEN, null);
        private static final Look NONE = new Look(Reach.NO, null);
    }

    static Look look(Incoming text, int start) {
        CallHeader header = new CallHeader(text);
        Reach reach = header.read(start);
        if (reach == Reach.OPEN) {
            return text.isEnded() ? Look.NONE : Look.OPEN;
        }
        return reach == Reach.NO || header.name == null
                ? Look.NONE
                : new Look(Reach.YES, new Read(header.at, header.name, header.id, header.early, header.atArguments));
    }

    private Reach read(int start) {
        at = text.afterBlanks(start);
        Reach reach = next('{');
        while (reach == Reach.YES && !isEnough()) {
            reach = member();
        }
        return reach;
    }

    /** Whether all is known that is needed; the object's closing brace, if reached, is left there. */
    private boolean isEnough() {
        return name != null && (early != null || atArguments || (at < text.length() && text.at(at) == '}'));
    }

    private Reach member() {
        at = text.afterBlanks(at);
        int key = at;
        Reach reach = value();
        if (reach != Reach.YES || text.at(key) != '"') {
            return reach == Reach.OPEN ? reach : Reach.NO;
        }
        String member = JsonText.string(text.peek(key, at)).orElse("");
        at = text.afterBlanks(at);
        reach = next(':');
        at = text.afterBlanks(at);
        if (reach != Reach.YES) {
            return reach;
        }
        if (ARGUMENTS.contains(member) && name != null) {
            atArguments = true;
            return Reach.YES;
        }
        return keep(member);
    }

    private Reach keep(String member) {
        int start = at;
        Reach reach = value();
        if (reach != Reach.YES) {
            return reach;
        }
        String value = text.peek(start, at);
        if (NAMES.contains(member)) {
            name = JsonText.string(value).filter(text -> value.startsWith("\"")).orElse(null);
        } else if (IDS.contains(member)) {
            id = JsonText.string(value).orElse("");
        } else if (ARGUMENTS.contains(member)) {
            early = value;
        }
        return separator();
    }

    /** Goes over a comma; stops before the closing brace. */
    private Reach separator() {
        at = text.afterBlanks(at);
        if (at == text.length()) {
            return Reach.OPEN;
        }
        if (text.at(at) == '}') {
            return name == null ? Reach.NO : Reach.YES;
        }
        return next(',');
    }

    private Reach next(char wanted) {
        if (at == text.length()) {
            return Reach.OPEN;
        }
        return text.at(at++) == wanted ? Reach.YES : Reach.NO;
    }

    private Reach value() {
        JsonScan scan = new JsonScan();
        int start = at;
        at = scan.read(text, at);
        return scan.isComplete() && at > start ? Reach.YES : at == text.length() ? Reach.OPEN : Reach.NO;
    }
}
