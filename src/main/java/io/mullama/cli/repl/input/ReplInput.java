package io.mullama.cli.repl.input;

import io.mullama.cli.command.Console;
import io.mullama.cli.repl.session.Surroundings;
import io.mullama.cli.repl.session.Typist;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Reads what a person types. Used by one thread. */
public final class ReplInput implements Typist {
    private static final String PROMPT = ">>> ";

    private final MessageReader reader;
    private final LongPastes pastes = new LongPastes();
    private String beginning = "";

    public ReplInput(Terminal terminal, Surroundings surroundings, Supplier<List<String>> models) {
        MessageHistory.protect(surroundings.historyFile());
        reader = new MessageReader(terminal, pastes);
        reader.setParser(new WordParser());
        reader.setCompleter(new MessageCompleter(new FileNames(surroundings), models));
        reader.setHistory(new MessageHistory(pastes));
        reader.setVariable(LineReader.HISTORY_FILE, surroundings.historyFile());
    }

    /** Waits for a line or a message; {@code right} stands at the end of the line meanwhile. */
    public Typed read(String right) {
        String begun = beginning;
        beginning = "";
        try {
            String line = reader.readLine(PROMPT, right, (MaskingCallback) null, begun);
            String message = Multiline.message(line);
            return reader.leftForEditor()
                    ? new Typed.ToEdit(pastes.whole(line))
                    : new Typed.Text(pastes.whole(message), message);
        } catch (UserInterruptException e) {
            return new Typed.Interrupt(e.getPartialLine());
        } catch (EndOfFileException e) {
            return new Typed.End();
        } finally {
            // A second Ctrl-C may have come while the first was told; what follows is not to be interrupted by it.
            boolean unused = Thread.interrupted();
        }
    }

    @Override
    public boolean confirms(String question) {
        @Nullable Object before = reader.getVariable(LineReader.DISABLE_HISTORY);
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return Console.isYes(reader.readLine(question + " [y/N] "));
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, before != null && (boolean) before);
        }
    }

    @Override
    public void begins(String text) {
        beginning = pastes.shown(text);
    }

    @Override
    public void remembers(boolean history) {
        reader.setVariable(LineReader.DISABLE_HISTORY, !history);
    }
}
