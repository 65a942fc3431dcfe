package io.mullama.cli.repl;

import io.mullama.cli.repl.command.MessageCommands;
import io.mullama.cli.repl.command.ReplCommands;
import io.mullama.cli.repl.input.ModelNames;
import io.mullama.cli.repl.input.ReplInput;
import io.mullama.cli.repl.input.Typed;
import io.mullama.cli.repl.session.AnswerNotes;
import io.mullama.cli.repl.session.Chat;
import io.mullama.cli.repl.session.Screen;
import io.mullama.cli.repl.session.Session;
import io.mullama.cli.repl.session.Surroundings;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** A conversation: reads a line, does what it says or prints the answer, until the person leaves. Used by one thread. */
public final class Repl {
    /** It would print a stack trace for a TERM that it does not know, and then get along without. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    /** How soon a second Ctrl-C has to come to leave. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final ReplSettings settings;
    private final ReplInput input;
    private final Session session;
    private Instant interrupted = Instant.EPOCH;

    Repl(Terminal terminal, ReplSettings settings, Session.Services services) {
        this.terminal = terminal;
        this.settings = settings;
        Surroundings surroundings = settings.surroundings();
        Supplier<DaemonClient> daemon = services.daemon();
        input = new ReplInput(terminal, surroundings, new ModelNames(surroundings.namesFile(), daemon));
        session = new Session(
                new Chat(settings.chat(), settings.exchanges(), daemon, settings.record()),
                new Screen(terminal, surroundings.theme()),
                input,
                surroundings,
                services);
        session.preferences(settings.preferences());
    }

    /** Holds a conversation in the terminal of this process. */
    public static void converse(ReplSettings settings, AnswerNotes notes, Supplier<DaemonClient> daemon) {
        JLINE.setLevel(Level.OFF);
        try (Terminal terminal = TerminalBuilder.builder()
                .name("mullama")
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                // Asking the terminal what it can do costs 200 ms where it does not answer.
                .graphemeCluster(false)
                .build()) {
            new Repl(terminal, settings, new Session.Services(daemon, notes)).run();
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
        session.load(settings.chat());
        // Once there is a conversation an interrupt means the answer, never the program.
        terminal.handle(Terminal.Signal.INT, signal -> session.chat().interrupt());
        if (terminal instanceof DumbTerminal) {
            // It does not pass on the signals that this process gets.
            Object unused = Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
        }
        // Who stopped the program and takes it up again finds the terminal as the shell has left it.
        terminal.handle(Terminal.Signal.CONT, signal -> session.screen().begin());
        session.screen().note("/help shows what you can type besides a message.");
        session.screen().begin();
        try {
            while (!session.isLeft()) {
                next();
            }
        } finally {
            session.screen().end();
        }
    }

    private void next() {
        String used = session.gauge().text().map(session.screen().theme()::dim).orElse("");
        Typed typed = input.read(used);
        try {
            follow(typed);
        } catch (MullamaException e) {
            session.screen().error(e);
        }
    }

    private void follow(Typed typed) {
        if (!(typed instanceof Typed.Interrupt)) {
            interrupted = Instant.EPOCH;
        }
        if (typed instanceof Typed.Text message) {
            follow(message);
        } else if (typed instanceof Typed.ToEdit begun) {
            MessageCommands.edit(session, begun.text());
        } else if (typed instanceof Typed.Interrupt interrupt) {
            follow(interrupt);
        } else {
            session.leave();
        }
    }

    private void follow(Typed.Text message) {
        String text = message.text();
        String stripped = text.strip();
        if (ReplCommands.isCommand(stripped, session)) {
            ReplCommands.run(stripped, session);
        } else if (!stripped.isEmpty()) {
            session.ask(text, message.line());
        }
    }

    private void follow(Typed.Interrupt interrupt) {
        if (session.screen().isDumb()) {
            // It has shown ^C, and stands behind that.
            session.screen().print("\n");
        }
        if (!interrupt.text().isBlank()) {
            return;
        }
        Instant now = settings.surroundings().clock().instant();
        if (now.isBefore(interrupted.plus(MOMENT))) {
            session.leave();
        } else {
            session.screen().say("Ctrl-C again, Ctrl-D or /bye leaves.");
        }
        interrupted = now;
    }
}
