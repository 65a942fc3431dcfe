package io.mullama.chat.answer;

import java.util.List;

/**
 * Calls as JSON objects with a name and arguments, one or a list of them, between two texts. Immutable.
 *
 * @param begin not empty
 * @param end empty where nothing stands there
 */
record JsonToolFormat(String name, String begin, String end) implements ToolFormat {

    @Override
    public List<String> markers() {
        return List.of(begin);
    }

    @Override
    public Section calls(CallPlace place) {
        return new JsonCalls(place, begin, end);
    }
}
