package io.mullama.cli.repl.session;

import io.mullama.api.ChatSetup;
import io.mullama.api.Statistics;
import java.util.List;

/** The words about an answer that a conversation shares with the rest of the command line. Thread-safe. */
@FunctionalInterface
public interface AnswerNotes {
    /**
     * What to say below an answer, a line each.
     *
     * @param verbose whether its cost is wanted
     */
    List<String> after(Statistics statistics, ChatSetup setup, boolean verbose);
}
