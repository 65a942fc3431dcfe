package io.mullama.cli.chats;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats rm}: deletes conversations. Immutable. */
final class RemoveChatsCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("rm", "Delete conversations.", examples())
                .addPositional(
                        Specs.parameters("0..*", 0, "ID", "Which conversations; the beginning of an ID is enough."))
                .addOption(Specs.flag("--all", "Delete all of them, after a yes."))
                .addOption(Specs.flag("-y", "--yes", "Delete without asking."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats rm qpkm", "Delete one."),
                new Example("mullama chats rm --all", "Delete all, after a yes."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        ChatStore store = Chats.store(context);
        List<String> ids = arguments.matchedPositionalValue(0, List.of());
        boolean all = Specs.has(arguments, "--all");
        if (all != ids.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    all ? "--all leaves nothing for an ID to say" : "no conversation is named",
                    "give IDs, as 'mullama chats' lists them, or --all");
        }
        // All are found before the first is deleted.
        List<ChatStore.Entry> chats = all ? store.list() : found(store, ids);
        Console console = context.console();
        if (all && !chats.isEmpty() && !Specs.has(arguments, "--yes") && !agreed(console, chats.size())) {
            console.tell("nothing is deleted");
            return ExitCodes.FAILURE;
        }
        for (ChatStore.Entry chat : chats) {
            store.delete(chat);
            if (!Specs.has(arguments, "--quiet")) {
                console.println("deleted " + chat.id() + " (" + chat.title() + ")");
            }
        }
        return ExitCodes.SUCCESS;
    }

    private static List<ChatStore.Entry> found(ChatStore store, List<String> ids) {
        Set<ChatStore.Entry> chats = new LinkedHashSet<>();
        ids.forEach(id -> chats.add(store.find(id)));
        return new ArrayList<>(chats);
    }

    private static boolean agreed(Console console, int count) {
        if (!console.canAsk()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "nobody can be asked whether to delete " + amount(count),
                    "'mullama chats rm --all --yes' deletes without asking");
        }
        return console.confirm("Delete " + amount(count) + "?");
    }

    private static String amount(int count) {
        return count + (count == 1 ? " conversation" : " conversations");
    }
}
