package io.mullama.cli.repl.command;

import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.Question;
import io.mullama.cli.repl.session.Session;
import java.util.List;
import java.util.Optional;

/** The commands about what was said. Stateless. */
final class TurnCommands {
    private static final String NOTHING_YET = "Nothing was said yet.";

    private TurnCommands() {}

    static List<ReplCommand> all() {
        return List.of(
                ReplCommand.of("/retry", "ask the last message again", (session, unused) -> retry(session)),
                ReplCommand.of("/undo", "take the last message back, to change it", (session, unused) -> undo(session)),
                ReplCommand.of("/clear", "forget the conversation", (session, unused) -> clear(session)),
                ReplCommand.of("/tokens", "how much of the context is used", (session, unused) -> tokens(session)),
                ReplCommand.of(
                                "/copy [code]",
                                "put the last answer, or its code, into the clipboard",
                                Argument.WORD,
                                ClipboardCommand::run)
                        .with(ClipboardCommand.parts()),
                ReplCommand.of(
                        "/export FILE",
                        "write the conversation as Markdown or JSON",
                        Argument.PATH,
                        ExportCommand::run));
    }

    private static void retry(Session session) {
        if (!session.retry()) {
            session.screen().say(NOTHING_YET);
        }
    }

    private static void undo(Session session) {
        Optional<Question> question = session.undo();
        if (question.isEmpty()) {
            session.screen().say(NOTHING_YET);
            return;
        }
        session.screen().note("The last message is taken back.");
        question.get().files().forEach(file -> session.screen().note(file.name() + " goes with it."));
        session.typist().begins(question.get().typed());
    }

    private static void clear(Session session) {
        session.clear();
        session.screen().say("The conversation is forgotten.");
    }

    private static void tokens(Session session) {
        int used = session.gauge().used();
        int size = session.gauge().size();
        if (used == 0) {
            session.screen().say("Not known before the next answer.");
        } else if (size == 0) {
            session.screen().say(used + " tokens are used.");
        } else {
            session.screen().say(used + " of " + size + " tokens are used, " + Math.round(100.0 * used / size) + " %.");
        }
    }
}
