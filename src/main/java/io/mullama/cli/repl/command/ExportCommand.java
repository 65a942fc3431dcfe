package io.mullama.cli.repl.command;

import io.mullama.api.ChatTranscript;
import io.mullama.cli.chats.ChatExport;
import io.mullama.cli.chats.ChatTitle;
import io.mullama.cli.repl.session.Chat;
import io.mullama.cli.repl.session.Session;

/** {@code /export}: writes the conversation as Markdown or JSON. Stateless. */
final class ExportCommand {
    private static final String UNTITLED = "Conversation";

    private ExportCommand() {}

    static void run(Session session, String argument) {
        String name = Words.unquoted(Words.required(argument, "/export FILE"));
        ChatTranscript transcript = transcript(session.chat());
        ChatExport export =
                new ChatExport(transcript, name, session.surroundings().path(name));
        session.screen()
                .say(
                        export.write(session.typist()::confirms)
                                ? transcript.messages().size() + " messages are in " + name + "."
                                : "Nothing is written.");
    }

    private static ChatTranscript transcript(Chat chat) {
        String title = chat.firstQuestion()
                .map(question -> ChatTitle.of(question.typed()))
                .orElse(UNTITLED);
        return new ChatTranscript(title, chat.settings().setup(), chat.turns());
    }
}
