package io.mullama.cli.chats;

import io.mullama.api.ChatTranscript;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chats export}: a conversation in a file. Immutable. */
final class ExportChatCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("export", "Write a conversation into a file, as Markdown or JSON.", examples())
                .addPositional(Chats.id())
                .addPositional(Specs.parameter(
                        "1", "FILE", "A file that ends in .md or .json; - prints Markdown on the standard output."))
                .addOption(Specs.flag("-y", "--yes", "Replace a file that is there without asking."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chats export qpkm talk.md", "Write it as Markdown."),
                new Example(
                        "mullama chats export qpkm talk.json", "Write it as a request that POST /api/chat answers."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        ChatStore store = Chats.store(context);
        ChatTranscript chat =
                store.read(store.find(arguments.matchedPositionalValue(0, ""))).transcript();
        String file = arguments.matchedPositionalValue(1, "");
        if (file.equals("-")) {
            context.console().print(ChatMarkdown.of(chat));
            return ExitCodes.SUCCESS;
        }
        boolean yes = Specs.has(arguments, "--yes");
        if (!new ChatExport(chat, file, path(file))
                .write(question -> yes || context.console().confirm(question))) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, file + " is there already", "name another file, or use --yes");
        }
        return ExitCodes.SUCCESS;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "'" + file + "' is no path").causedBy(e);
        }
    }
}
