package io.mullama.cli.repl.command;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.ChatTranscript;
import io.mullama.cli.chats.ChatMarkdown;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code /export}: writes the conversation as Markdown. Stateless. */
final class ExportCommand {
    private static final String TITLE = "Conversation";

    private ExportCommand() {}

    static void run(Session session, String argument) {
        String name = Words.unquoted(Words.required(argument, "/export FILE"));
        Path file = session.surroundings().path(name);
        if (Files.isDirectory(file)) {
            throw failure(name + " is a directory");
        }
        if (Files.exists(file) && !session.typist().confirms(name + " exists; write over it?")) {
            session.screen().say("Nothing is written.");
            return;
        }
        List<ChatMessage> turns = session.chat().turns();
        ChatSetup setup = session.chat().settings().setup();
        try {
            Files.writeString(file, ChatMarkdown.of(new ChatTranscript(TITLE, setup, turns)));
        } catch (IOException e) {
            throw failure("cannot write " + name + ": " + e.getMessage()).causedBy(e);
        }
        session.screen().say(turns.size() + " messages are in " + name + ".");
    }

    private static MullamaException failure(String what) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, what, "name another file");
    }
}
