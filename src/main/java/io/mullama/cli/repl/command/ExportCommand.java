package io.mullama.cli.repl.command;

import io.mullama.api.ChatMessage;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code /export}: writes the conversation as Markdown. Stateless. */
final class ExportCommand {
    private ExportCommand() {}

    static void run(Session session, String argument) {
        String name = Words.unquoted(Words.required(argument, "/export FILE"));
        Path file = path(session, name);
        if (Files.isDirectory(file)) {
            throw failure(name + " is a directory");
        }
        if (Files.exists(file) && !session.typist().confirms(name + " exists; write over it?")) {
            session.screen().say("Nothing is written.");
            return;
        }
        List<ChatMessage> turns = session.chat().turns();
        try {
            Files.writeString(file, markdown(session.chat().settings(), turns));
        } catch (IOException e) {
            throw failure("cannot write " + name + ": " + e.getMessage()).causedBy(e);
        }
        session.screen().say(turns.size() + " messages are in " + name + ".");
    }

    private static Path path(Session session, String name) {
        try {
            return session.surroundings().path(name);
        } catch (InvalidPathException e) {
            throw failure("'" + name + "' is no path").causedBy(e);
        }
    }

    private static String markdown(ChatSettings settings, List<ChatMessage> turns) {
        StringBuilder text = new StringBuilder("# A conversation with " + settings.model() + "\n");
        if (settings.system() != null) {
            text.append("\n## System\n\n").append(settings.system().strip()).append('\n');
        }
        for (ChatMessage turn : turns) {
            text.append("\n## ").append(turn.role().equals("user") ? "You" : settings.model());
            text.append("\n\n").append(turn.content().strip()).append('\n');
        }
        return text.toString();
    }

    private static MullamaException failure(String what) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, what, "name another file");
    }
}
