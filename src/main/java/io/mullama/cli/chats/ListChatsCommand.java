package io.mullama.cli.chats;

import io.mullama.api.Json;
import io.mullama.api.SavedChatList;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats list}: the conversations that are kept. Immutable. */
final class ListChatsCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("list", "List the conversations, the latest first.", examples());
        spec.aliases("ls");
        return spec.addOption(Chats.json());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats list", "Show what there is."),
                new Example("mullama chats list --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<ChatStore.Entry> chats = Chats.store(context).list();
        context.console()
                .print(
                        Specs.has(arguments, "--json")
                                ? Json.pretty(new SavedChatList(chats.stream()
                                                        .map(chat -> chat.item(null))
                                                        .toList())
                                                .toJson())
                                        + "\n"
                                : table(context, chats));
        return ExitCodes.SUCCESS;
    }

    private static String table(CliContext context, List<ChatStore.Entry> chats) {
        ChatTable table = new ChatTable("TITLE", context.environment().clock().instant());
        chats.forEach(chat -> table.add(chat, chat.title()));
        return table.text(context);
    }
}
