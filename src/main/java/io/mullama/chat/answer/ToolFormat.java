package io.mullama.chat.answer;

import java.util.List;

/** How a model writes that it calls tools. Immutable. */
public interface ToolFormat {
    /** As a Modelfile's {@code TOOLFORMAT} has it. */
    String name();

    /** The texts with which a call, or a row of calls, begins. None is empty. */
    List<String> markers();

    /**
     * Reads the calls, of which the text begins with a marker. What turns out to be none is refused, the marker at
     * least.
     */
    Section calls(CallPlace place);

    /**
     * Reads what the content begins with; at most blanks have come before it. Only formats whose calls have no marker
     * there need more than the content.
     */
    default Section opening(CallPlace place) {
        return place.content();
    }

    /** Describes calls in a grammar. */
    CallRules rules(CallGrammar grammar);

    /** What else the model writes around calls, which may be control tokens' texts. */
    List<String> texts();
}
