package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a call that is a JSON object, its name and whatever else stands before its arguments, as far as
 * it has come. For one look at a text.
 */
final class CallHeader {
    private static final Set<String> NAMES = Set.of("name", "tool_name", "function");
    private static final Set<String> ARGUMENTS = Set.of("arguments", "parameters");
    private static final Set<String> IDS = Set.of("id", "tool_call_id", "call_id");
    private static final Set<String> OTHERS = Set.of("type", "index");

    private final Incoming text;
    private final CallObject object;
    private int at;
    private int depth;
    private @Nullable String name;
    private String id = "";
    private @Nullable String early;
    private boolean atArguments;

    private CallHeader(Incoming text, CallObject object) {
        this.text = text;
        this.object = object;
    }

    /**
     * A header that is there.
     *
     * @param end of what has been read
     * @param depth how many objects are open there
     * @param id empty where there is none before the arguments
     * @param early the arguments if they stood before the name
     * @param atArguments whether they begin at the end
     */
    record Read(
            int end,
            int depth,
            String name,
            String id,
            @Nullable String early,
            boolean atArguments) {}

    /**
     * What there is at an index.
     *
     * @param reach open at the end of an answer, too, if that was cut off before a name
     * @param header there if it is a call
     */
    record Look(Reach reach, @Nullable Read header) {
        private static final Look OPEN = new Look(Reach.OPEN, null);
        private static final Look NONE = new Look(Reach.NO, null);
    }

    static Look look(Incoming text, int start, CallObject object) {
        CallHeader header = new CallHeader(text, object);
        Reach reach = header.read(start);
        boolean unnamed = text.isCut() && header.name == null;
        if (reach == Reach.OPEN && (!text.isEnded() || unnamed)) {
            return Look.OPEN;
        }
        if (reach == Reach.OPEN) {
            // A call that is cut off behind its name is one without arguments yet.
            header.atArguments = true;
            header.at = text.length();
            return header.name == null ? Look.NONE : new Look(Reach.YES, header.found(header.name));
        }
        return reach == Reach.NO || header.name == null ? Look.NONE : new Look(Reach.YES, header.found(header.name));
    }

    private Read found(String called) {
        return new Read(at, depth, called, id, early, atArguments);
    }

    private Reach read(int start) {
        at = text.afterBlanks(start);
        Reach reach = open();
        while (reach == Reach.YES && !isEnough()) {
            reach = member();
        }
        return reach;
    }

    private Reach open() {
        Reach reach = next('{');
        depth += reach == Reach.YES ? 1 : 0;
        return reach;
    }

    /** Whether all is known that is needed; the object's closing brace, if reached, is left there. */
    private boolean isEnough() {
        return name != null && (early != null || atArguments || (at < text.length() && text.at(at) == '}'));
    }

    private Reach member() {
        at = text.afterBlanks(at);
        int start = at;
        Reach reach = value();
        if (reach != Reach.YES || text.at(start) != '"') {
            return reach == Reach.OPEN && isString(start) ? reach : Reach.NO;
        }
        String key = JsonText.string(text.peek(start, at)).orElse("");
        at = text.afterBlanks(at);
        reach = next(':');
        at = text.afterBlanks(at);
        return reach == Reach.YES ? member(key) : reach;
    }

    private boolean isString(int start) {
        return start == text.length() || text.at(start) == '"';
    }

    private Reach member(String key) {
        if (object.keyed()) {
            return nameAs(key, true);
        }
        if (ARGUMENTS.contains(key) && name != null) {
            atArguments = true;
            return Reach.YES;
        }
        if (object.strict() && !isKnown(key)) {
            return Reach.NO;
        }
        if (key.equals("function") && (at == text.length() || text.at(at) == '{')) {
            return open();
        }
        return keep(key);
    }

    private static boolean isKnown(String key) {
        return NAMES.contains(key) || ARGUMENTS.contains(key) || IDS.contains(key) || OTHERS.contains(key);
    }

    private Reach nameAs(String called, boolean withArguments) {
        name = called;
        atArguments = withArguments;
        return !called.isEmpty() && object.names().test(called) ? Reach.YES : Reach.NO;
    }

    private Reach keep(String key) {
        int start = at;
        Reach reach = value();
        if (reach != Reach.YES) {
            return reach;
        }
        String value = text.peek(start, at);
        if (NAMES.contains(key) && value.startsWith("\"")) {
            reach = nameAs(JsonText.string(value).orElse(""), false);
        } else if (IDS.contains(key)) {
            id = JsonText.string(value).orElse("");
        } else if (ARGUMENTS.contains(key)) {
            early = value;
        }
        return reach == Reach.YES ? separator() : reach;
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
