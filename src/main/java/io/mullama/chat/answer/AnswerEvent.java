package io.mullama.chat.answer;

/**
 * What an answer turns out to be, in the order in which it was written. A call is begun, may grow, and is ended before
 * the next one begins; other text may stand between calls. Immutable.
 */
public sealed interface AnswerEvent {

    /** More of what the model thinks before it answers. */
    record Thinking(String text) implements AnswerEvent {}

    /** More of what it says. */
    record Content(String text) implements AnswerEvent {}

    /**
     * A tool is called.
     *
     * @param index of the answer's calls, from 0
     * @param id tells it from the answer's other calls
     */
    record CallBegun(int index, String id, String name) implements AnswerEvent {}

    /** More of a call's arguments: a part of the text of a JSON object. */
    record CallArguments(int index, String json) implements AnswerEvent {}

    /** A call's arguments are all there; they may be cut off where the answer was. */
    record CallEnded(int index) implements AnswerEvent {}
}
