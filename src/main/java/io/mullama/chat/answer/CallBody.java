package io.mullama.chat.answer;

/** Reads the arguments of one call as they come, and tells them as JSON. For one call. */
interface CallBody {
    /** Tells what has come of them; true when all has, which it never is where the answer has ended before them. */
    boolean read(Incoming text, AnswerEvents events);
}
