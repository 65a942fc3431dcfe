package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.Arrays;
import java.util.List;

/**
 * Something that can be typed besides messages, or a word behind one: its name, what stands behind that, and its purpose
 * in one line. Immutable.
 *
 * @param arguments as help shows them; empty for none
 * @param argument what Tab offers behind the name
 * @param words the commands of which the first argument is one
 */
public record ReplCommand(
        String name, String arguments, String purpose, Argument argument, Action action, List<ReplCommand> words) {
    /** What stands behind a command's name, for completion. */
    public enum Argument {
        NOTHING,
        WORD,
        PARAMETER,
        MODEL,
        PATH
    }

    /** What it does; {@code argument} is the rest of the line, stripped. */
    @FunctionalInterface
    public interface Action {
        void run(Session session, String argument);
    }

    /** One of which the usage is its name and arguments. */
    static ReplCommand of(String usage, String purpose, Argument argument, Action action) {
        int space = usage.indexOf(' ');
        return new ReplCommand(
                space < 0 ? usage : usage.substring(0, space),
                space < 0 ? "" : usage.substring(space + 1),
                purpose,
                argument,
                action,
                List.of());
    }

    /** One that takes nothing. */
    static ReplCommand of(String name, String purpose, Action action) {
        return of(name, purpose, Argument.NOTHING, action);
    }

    ReplCommand with(List<ReplCommand> below) {
        return new ReplCommand(name, arguments, purpose, argument, action, below);
    }

    /** The same with words that are offered behind it. */
    ReplCommand offering(String... values) {
        return with(Arrays.stream(values).map(value -> of(value, "", action)).toList());
    }

    /** Does it; words behind one that takes none are refused, and not passed over. */
    void run(Session session, String typed, String rest) {
        if (arguments.isEmpty() && !rest.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, typed + " takes nothing behind it, such as " + rest, "type " + typed);
        }
        action.run(session, rest);
    }

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
