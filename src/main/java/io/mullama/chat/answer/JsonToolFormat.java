package io.mullama.chat.answer;

import java.util.List;

/**
 * Calls as JSON objects, one or a list of them, between two texts. Immutable.
 *
 * @param begins any one of them, none empty; without any, the calls stand at the answer's beginning, and only tools that
 *     there are are called
 * @param end empty where nothing stands there
 * @param keyed whether an object has the name as its only key; else it has both name and arguments as values
 */
record JsonToolFormat(String name, List<String> begins, String end, boolean keyed) implements ToolFormat {
    JsonToolFormat {
        begins = List.copyOf(begins);
    }

    /** Objects with name and arguments. */
    JsonToolFormat(String name, String begin, String end) {
        this(name, List.of(begin), end, false);
    }

    @Override
    public List<String> markers() {
        return begins;
    }

    @Override
    public Section calls(CallPlace place) {
        return new JsonCalls(place, this);
    }

    @Override
    public Section opening(CallPlace place) {
        return begins.isEmpty() ? calls(place) : place.content();
    }

    /** How the calls at a place are to be read. */
    CallObject object(CallPlace place) {
        if (begins.isEmpty()) {
            return new CallObject(false, place::knows, true);
        }
        return new CallObject(keyed, name -> true, false);
    }
}
