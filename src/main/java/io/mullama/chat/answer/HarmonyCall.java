package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;

/** A message of gpt-oss to a function; one that is no JSON object is content. For one message. */
final class HarmonyCall implements Section {
    private final String function;
    private final Section after;
    private final Arguments arguments = new Arguments();
    private boolean begun;
    private boolean told;

    HarmonyCall(String function, Section after) {
        this.function = function;
        this.after = after;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        if (!begun) {
            int start = text.afterBlanks(0);
            Found end = text.findAt(start, HarmonySection.ENDS);
            boolean open = start == text.length() || (end != null && end.marker() == null);
            if (open && !text.isEnded()) {
                return this;
            }
            boolean empty = open || end != null;
            if (!empty && text.at(start) != '{') {
                return new HarmonyMessage(false, false, after);
            }
            begin(empty, events);
        }
        return told ? rest(text) : arguments(text, events);
    }

    private void begin(boolean empty, AnswerEvents events) {
        begun = true;
        events.beginCall("", function);
        if (empty) {
            events.arguments("{}");
            events.endCall();
            told = true;
        }
    }

    private Section arguments(Incoming text, AnswerEvents events) {
        told = arguments.read(text, events) || text.isEnded();
        if (!told) {
            return this;
        }
        events.endCall();
        return rest(text);
    }

    /** Leaves out what stands behind the arguments. */
    private Section rest(Incoming text) {
        Found end = text.find(0, HarmonySection.ENDS);
        text.take(end.position());
        if (end.marker() == null) {
            return this;
        }
        text.take(
                HarmonySection.BEGINNINGS.contains(end.marker())
                        ? 0
                        : end.marker().length());
        return after;
    }
}
