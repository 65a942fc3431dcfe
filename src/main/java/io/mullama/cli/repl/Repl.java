package io.mullama.cli.repl;

import io.mullama.api.Statistics;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import io.mullama.terminal.Theme;
import io.mullama.terminal.ThoughtText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;

/** A conversation: reads a line, prints the answer, until the person leaves. Used by one thread. */
public final class Repl {
    /** It would print a stack trace for a TERM that it does not know, and then get along without. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private static final String PROMPT = ">>> ";
    private static final List<String> COMMANDS = List.of("/help", "/clear", "/bye");
    private static final String HELP = """
            /clear  forget the conversation
            /bye    leave, as Ctrl-D does
            /help   show this
            Ctrl-C  stop an answer""";

    private final Terminal terminal;
    private final ReplTexts texts;
    private final ReplSettings settings;
    private final Chat chat;
    private final Theme theme;
    private boolean midLine;

    Repl(Terminal terminal, ReplSettings settings, ReplTexts texts, Supplier<DaemonClient> daemon) {
        this.terminal = terminal;
        this.texts = texts;
        this.settings = settings;
        this.chat = new Chat(settings, daemon);
        this.theme = new Theme(settings.colours());
    }

    /** Holds a conversation in the terminal of this process. */
    public static void converse(ReplSettings settings, ReplTexts texts, Supplier<DaemonClient> daemon) {
        JLINE.setLevel(Level.OFF);
        try (Terminal terminal = TerminalBuilder.builder()
                .name("mullama")
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                // Asking the terminal what it can do costs 200 ms where it does not answer.
                .graphemeCluster(false)
                .build()) {
            new Repl(terminal, settings, texts, daemon).run();
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INTERNAL,
                            "the terminal cannot be used: " + e.getMessage(),
                            "give a prompt instead")
                    .causedBy(e);
        }
    }

    /** Reads and answers until the person leaves; a model that cannot be loaded is thrown. */
    void run() {
        load();
        // Once there is a conversation an interrupt means the answer, never the program.
        terminal.handle(Terminal.Signal.INT, signal -> chat.interrupt());
        if (terminal instanceof DumbTerminal) {
            // It does not pass on the signals that this process gets.
            Object unused = Signals.register("INT", chat::interrupt);
        }
        LineReader reader = reader();
        say(theme.dim("/help shows what you can type besides a message."));
        boolean goOn = true;
        while (goOn) {
            goOn = readAndAnswer(reader);
        }
    }

    private void load() {
        print(theme.dim("Loading " + settings.model() + " ..."));
        try {
            chat.load();
        } finally {
            if (terminal.puts(Capability.carriage_return) && terminal.puts(Capability.clr_eol)) {
                midLine = false;
                terminal.flush();
            } else {
                endLine();
            }
        }
    }

    private LineReader reader() {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("mullama")
                // A message is text: apostrophes, backslashes and exclamation marks mean themselves.
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_FILE, settings.historyFile())
                .build();
    }

    /** One line and what it asks for; false to leave. */
    private boolean readAndAnswer(LineReader reader) {
        String line;
        try {
            line = reader.readLine(PROMPT).strip();
        } catch (UserInterruptException e) {
            if (e.getPartialLine().isBlank()) {
                say("Ctrl-D or /bye leaves.");
            }
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
        if (isCommand(line)) {
            return command(line);
        }
        if (!line.isEmpty()) {
            answer(line);
        }
        return true;
    }

    /** Whether the line is a command rather than a message that begins with a path. */
    private static boolean isCommand(String line) {
        return line.startsWith("/") && line.indexOf('/', 1) < 0 && line.indexOf(' ') < 0;
    }

    private boolean command(String line) {
        switch (line) {
            case "/bye", "/exit", "/quit" -> {
                return false;
            }
            case "/clear" -> {
                chat.clear();
                say("The conversation is forgotten.");
            }
            case "/help", "/?" -> say(HELP);
            default ->
                say("There is no " + line + "; "
                        + NearestName.of(line, COMMANDS)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("/help shows what there is."));
        }
        return true;
    }

    private void answer(String prompt) {
        try {
            ThoughtText thoughts = new ThoughtText(theme);
            Optional<Statistics> statistics =
                    chat.ask(prompt, piece -> print(thoughts.of(piece.thinking(), piece.text())));
            endLine();
            statistics.map(texts::after).orElse(List.of()).forEach(this::say);
        } catch (MullamaException e) {
            endLine();
            say(theme.error("mullama:") + " " + texts.error(e));
        }
    }

    private void say(String line) {
        print(line);
        endLine();
    }

    private void endLine() {
        if (midLine) {
            print("\n");
        }
    }

    private void print(String text) {
        if (!text.isEmpty()) {
            terminal.writer().write(text);
            terminal.flush();
            midLine = !text.endsWith("\n");
        }
    }
}
