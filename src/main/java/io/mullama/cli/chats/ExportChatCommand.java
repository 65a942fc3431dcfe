package io.mullama.cli.chats;

import io.mullama.api.ChatTranscript;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
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
        return write(context, path(file), text(file, chat), Specs.has(arguments, "--yes"));
    }

    private static String text(String file, ChatTranscript chat) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Json.pretty(chat.toJson()) + "\n";
        }
        if (name.endsWith(".md") || name.endsWith(".markdown")) {
            return ChatMarkdown.of(chat);
        }
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "the end of '" + file + "' does not say how to write it",
                "name a file that ends in .md or .json, or - for the standard output");
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "'" + file + "' is no path").causedBy(e);
        }
    }

    private static int write(CliContext context, Path file, String text, boolean replace) {
        try {
            Files.writeString(
                    file,
                    text,
                    replace ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            return ExitCodes.SUCCESS;
        } catch (FileAlreadyExistsException e) {
            if (context.console().confirm("Replace " + file + "?")) {
                return write(context, file, text, true);
            }
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST, file + " is there already", "name another file, or use --yes")
                    .causedBy(e);
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST, "there is no folder for " + file, "make it, or name another")
                    .causedBy(e);
        } catch (IOException e) {
            throw ChatStore.failure("write", file, e);
        }
    }
}
