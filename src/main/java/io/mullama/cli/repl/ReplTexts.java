package io.mullama.cli.repl;

import io.mullama.api.Statistics;
import io.mullama.model.MullamaException;
import java.util.List;

/** The words that a conversation shares with the rest of the command line. Thread-safe. */
public interface ReplTexts {
    /** An error in one line. */
    String error(MullamaException error);

    /** What to say after an answer. */
    List<String> after(Statistics statistics);
}
