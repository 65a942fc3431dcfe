package io.mullama.cli.repl.command;

import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.AttachedFile;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;

/** The commands that make messages. Stateless. */
public final class MessageCommands {
    private MessageCommands() {}

    static List<ReplCommand> all() {
        return List.of(
                ReplCommand.of(
                        "/edit",
                        "write in your editor, beginning with the last message",
                        (session, unused) -> edit(session)),
                ReplCommand.of(
                        "/file PATH",
                        "attach a text to the next message, as @PATH does",
                        Argument.PATH,
                        MessageCommands::file),
                ReplCommand.of(
                        "/image PATH", "attach an image (not supported yet)", Argument.PATH, MessageCommands::image));
    }

    /** Has the person change a text in an editor, and sends what becomes of it. */
    public static void edit(Session session, String text) {
        String edited = Editor.of(session.surroundings().variables()).edit(text, session.screen());
        if (edited.isBlank()) {
            session.screen().note("Nothing is sent: the message is empty.");
            return;
        }
        session.screen().show(edited);
        session.ask(edited);
    }

    private static void edit(Session session) {
        edit(session, session.lastTyped().orElse(""));
    }

    private static void file(Session session, String path) {
        AttachedFile file = session.attachments().add(Words.unquoted(Words.required(path, "/file PATH")));
        session.screen().say(file.summary() + ", goes with the next message.");
    }

    private static void image(Session session, String unused) {
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST, "images are not supported yet", "leave them out; /file attaches text");
    }
}
