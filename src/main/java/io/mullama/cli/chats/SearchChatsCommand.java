package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.Json;
import io.mullama.api.SavedChatList;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats search}: the conversations in which something was said. Immutable. */
final class SearchChatsCommand implements Command {
    /** How much stands before the word that was found, in characters. */
    private static final int BEFORE = 20;

    private static final int SHOWN = 200;

    private record Found(ChatStore.Entry chat, String said) {}

    @Override
    public CommandSpec spec() {
        return Specs.command("search", "Find the conversations in which all of these words were said.", examples())
                .addPositional(Specs.parameters("0..*", 1, "WORDS", "In one message, in any order and any case."))
                .addOption(Chats.json());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats search sourdough hydration", "Find out where that was."),
                new Example("mullama chats search --json sourdough", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> words = arguments.<List<String>>matchedPositionalValue(0, List.of()).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        ChatStore store = Chats.store(context);
        List<Found> found = new ArrayList<>();
        for (ChatStore.Entry chat : store.list()) {
            said(store, chat, words).ifPresent(said -> found.add(new Found(chat, said)));
        }
        if (Specs.has(arguments, "--json")) {
            context.console().println(json(found));
        } else if (!found.isEmpty()) {
            context.console().print(table(context, found));
        }
        if (found.isEmpty()) {
            context.console().tell("in no conversation was that said");
            return ExitCodes.FAILURE;
        }
        return ExitCodes.SUCCESS;
    }

    private static String json(List<Found> found) {
        List<SavedChatList.Item> items =
                found.stream().map(each -> each.chat.item(each.said)).toList();
        return Json.pretty(new SavedChatList(items).toJson());
    }

    private static String table(CliContext context, List<Found> found) {
        ChatTable table = new ChatTable("SAID", context.environment().clock().instant());
        found.forEach(each -> table.add(each.chat, each.said));
        return table.text(context);
    }

    private static Optional<String> said(ChatStore store, ChatStore.Entry chat, List<String> words) {
        try {
            for (ChatMessage message : store.read(chat).messages()) {
                String content = message.content();
                String lower = content.toLowerCase(Locale.ROOT);
                if (words.stream().allMatch(lower::contains)) {
                    return Optional.of(around(content, lower.indexOf(words.get(0))));
                }
            }
        } catch (MullamaException e) {
            // It went meanwhile, or cannot be read: the others can.
        }
        return Optional.empty();
    }

    private static String around(String content, int at) {
        int begin = Math.max(0, Math.min(at, content.length()) - BEFORE);
        int blank = begin == 0 ? -1 : content.indexOf(' ', begin);
        int from = blank >= 0 && blank < at ? blank + 1 : begin;
        return (from > 0 ? "..." : "") + ChatTitle.plain(content.substring(from), SHOWN);
    }
}
