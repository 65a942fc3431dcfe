package io.mullama.cli.chats;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats}: the conversations that are kept. Immutable. */
public final class ChatsCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("chats", "List, show, export, search and delete the saved conversations.", examples())
                .addOption(Chats.json());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats", "List the conversations."),
                new Example("mullama chats show qpkm", "Print one."),
                new Example("mullama run --continue=qpkm", "Go on with it."),
                new Example("mullama chats rm --all", "Delete all of them, after a yes."));
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new ListChatsCommand(),
                new ShowChatCommand(),
                new ExportChatCommand(),
                new SearchChatsCommand(),
                new RemoveChatsCommand());
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return new ListChatsCommand().run(context, arguments);
    }
}
