package io.mullama.chat.answer;

/**
 * A stretch of an answer that is read in one way: thoughts, content, a call. Knows how far it has read; for one answer.
 */
interface Section {
    /**
     * Reads as far as it is sure what the text means. Once the text has ended it reads all of it, or leaves the rest to
     * another section.
     *
     * @return the section that the text after it belongs to; itself as long as it may go on
     */
    Section read(Incoming text, AnswerEvents events);
}
