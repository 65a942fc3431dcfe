package io.mullama.chat.answer;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells thoughts, content and tool calls apart while a model's answer comes in, however it is cut into pieces: the events
 * together are the same for every cut. For one answer; not thread-safe.
 */
public final class AnswerParser {
    private final Incoming text = new Incoming();
    private final AnswerEvents events;
    private final boolean tools;
    private Section section;

    /**
     * At the beginning of an answer.
     *
     * @param ids gives calls that the model does not name itself names of their own
     */
    public AnswerParser(AnswerSyntax syntax, Consumer<AnswerEvent> listener, Supplier<String> ids) {
        this.events = new AnswerEvents(listener, ids);
        this.tools = syntax.tools() != null;
        this.section = syntax.begin();
    }

    /** Adds more of the answer, and tells what is certain by then. */
    public void append(String piece) {
        text.append(piece);
        read();
    }

    /** Says that the answer has ended, and tells the rest. */
    public void finish() {
        text.end();
        read();
    }

    /**
     * Says that the answer was cut off, and tells the rest. Where there are tools, the beginning of a call that has no name
     * yet is left out: it is no content.
     */
    public void cut() {
        if (tools) {
            text.cut();
        } else {
            text.end();
        }
        read();
    }

    private void read() {
        Section next = section.read(text, events);
        while (next != section) {
            section = next;
            next = section.read(text, events);
        }
    }
}
