package io.mullama.chat.answer;

import java.util.List;

/**
 * Calls as JSON objects, one or a list of them, between two texts. Immutable.
 *
 * @param begins any one of them, none empty; without any, the calls stand at the answer's beginning, and only tools that
 *     there are are called
 * @param end empty where nothing stands there
 * @param keyed whether an object has the name as its only key; else it has both name and arguments as values
 * @param shape what is written where nothing else is asked for
 */
record JsonToolFormat(String name, List<String> begins, String end, boolean keyed, CallShape shape)
        implements ToolFormat {
    JsonToolFormat {
        begins = List.copyOf(begins);
    }

    /** Objects with name and arguments. */
    JsonToolFormat(String name, String begin, String end) {
        this(name, begin, end, CallShape.USUAL);
    }

    /** Objects of a shape. */
    JsonToolFormat(String name, String begin, String end, CallShape shape) {
        this(name, List.of(begin), end, false, shape);
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

    @Override
    public CallRules rules(CallGrammar grammar) {
        return new JsonCallRules(grammar, this).rules();
    }

    @Override
    public List<String> texts() {
        return List.of(end);
    }

    /** How the calls at a place are to be read. */
    CallObject object(CallPlace place) {
        if (begins.isEmpty()) {
            return new CallObject(false, place::knows, true);
        }
        return new CallObject(keyed, name -> true, false);
    }
}
