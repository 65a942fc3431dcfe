package io.mullama.chat.answer;

import java.util.List;

/**
 * Calls as Llama 3 writes them: a JSON object at the answer's beginning; or, after a tag, such an object, a call of a
 * built-in tool in Python, or a program. Immutable.
 *
 * <p>Source: Meta's prompt formats of Llama 3.1 and 3.2.
 */
record LlamaToolFormat(String name) implements ToolFormat {
    /** Stands before Python. */
    static final String TAG = "<|python_tag|>";

    private static final JsonToolFormat BARE = new JsonToolFormat("json", List.of(), "", false, CallShape.PARAMETERS);
    private static final JsonToolFormat TAGGED = new JsonToolFormat("json", TAG, "", CallShape.PARAMETERS);

    @Override
    public List<String> markers() {
        return List.of(TAG);
    }

    @Override
    public Section calls(CallPlace place) {
        return new LlamaCalls(place, TAGGED.calls(place));
    }

    @Override
    public Section opening(CallPlace place) {
        return BARE.opening(place);
    }

    @Override
    public CallRules rules(CallGrammar grammar) {
        return BARE.rules(grammar);
    }

    @Override
    public List<String> texts() {
        return List.of();
    }
}
