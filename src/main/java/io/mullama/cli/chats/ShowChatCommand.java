package io.mullama.cli.chats;

import io.mullama.api.ChatTranscript;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.AnswerText;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Window;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats show}: all that was said. Immutable. */
final class ShowChatCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("show", "Print a conversation.", examples())
                .addPositional(Chats.id())
                .addOption(Chats.json());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats show 20260102-qpkm", "Print it as Markdown, rendered in a terminal."),
                new Example("mullama chats show qpkm", "The letters are enough where no other begins so."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        ChatStore store = Chats.store(context);
        SavedChat chat = store.read(store.find(arguments.matchedPositionalValue(0, "")));
        Console console = context.console();
        if (Specs.has(arguments, "--json")) {
            console.println(Json.pretty(chat.transcript().toJson()));
        } else if (console.streams().outTerminal()) {
            render(context, chat.transcript());
        } else {
            console.print(ChatMarkdown.of(chat.transcript()));
        }
        chat.note().ifPresent(console::tell);
        return ExitCodes.SUCCESS;
    }

    private static void render(CliContext context, ChatTranscript chat) {
        Console console = context.console();
        Glyphs glyphs = Glyphs.of(context.environment().variables());
        AnswerStyle style = new AnswerStyle(console.theme(), glyphs, true, true, false);
        try (Window window = context.environment().window().get()) {
            String gap = "";
            for (String section : ChatMarkdown.sections(chat)) {
                AnswerText text = new AnswerText(style, window);
                console.print(gap + text.of("", section) + text.end());
                gap = "\n";
            }
        }
    }
}
