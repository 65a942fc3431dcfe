package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import java.util.List;

/**
 * Reads the headers of an answer that consists of messages, as gpt-oss writes them: thoughts in the channel of analysis,
 * calls to functions, and all else content, the commentary that announces calls among it. For one answer.
 *
 * <p>Source: OpenAI's description of the harmony response format.
 */
final class HarmonySection implements Section {
    /** Texts with which a message ends. */
    static final List<String> ENDS = List.of("<|end|>", "<|return|>", "<|call|>", "<|start|>", "<|channel|>");

    /** Those of them that begin the next one. */
    static final List<String> BEGINNINGS = List.of("<|start|>", "<|channel|>");

    private static final String MESSAGE = "<|message|>";
    private static final String RECIPIENT = "to=";
    private static final List<String> HEADERS =
            List.of("<|start|>", "<|channel|>", "<|constrain|>", MESSAGE, RECIPIENT);

    /** No header is as long, in characters; what is, is content. */
    private static final int LONGEST_HEADER = 400;

    private final boolean tools;
    private boolean opened;
    private boolean thought;
    private boolean said;

    /**
     * At an answer's beginning.
     *
     * @param opened whether the prompt has begun a thought
     * @param tools whether there are any to call
     */
    HarmonySection(boolean opened, boolean tools) {
        this.opened = opened;
        this.tools = tools;
    }

    /** In a message that is said, and that the prompt has begun. */
    static Section continued(boolean tools) {
        HarmonySection after = new HarmonySection(false, tools);
        after.said = true;
        return HarmonyMessage.continued(after);
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        if (opened) {
            opened = false;
            return message(HarmonyHeader.ANALYSIS);
        }
        int start = text.afterBlanks(0);
        Found first = text.findAt(start, HEADERS);
        if (start == text.length() || (first != null && first.marker() == null)) {
            return this;
        }
        if (text.isCut() && Tags.isCutOff(text, start, HEADERS)) {
            text.takeAll();
            return this;
        }
        return first == null ? message(HarmonyHeader.PLAIN) : header(String.valueOf(first.marker()), text, events);
    }

    private Section header(String first, Incoming text, AnswerEvents events) {
        Found end = text.find(0, List.of(MESSAGE));
        if (end.position() > LONGEST_HEADER) {
            events.content(text.take(text.afterBlanks(0) + first.length()));
            return message(HarmonyHeader.PLAIN);
        }
        if (end.marker() != null) {
            HarmonyHeader header = HarmonyHeader.of(text.take(end.position()));
            text.take(MESSAGE.length());
            return message(header);
        }
        if (text.isEnded() && !text.isCut() && first.equals(RECIPIENT)) {
            return message(HarmonyHeader.PLAIN);
        }
        if (text.isEnded()) {
            // An answer that is cut off in a header says nothing with it.
            text.takeAll();
        }
        return this;
    }

    private Section message(HarmonyHeader header) {
        if (tools && !header.function().isEmpty()) {
            return new HarmonyCall(header.function(), this);
        }
        boolean again = header.isThought() ? thought : said;
        thought |= header.isThought();
        said |= !header.isThought();
        return new HarmonyMessage(header.isThought(), again, this);
    }
}
