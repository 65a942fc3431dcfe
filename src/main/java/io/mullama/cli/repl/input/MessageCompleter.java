package io.mullama.cli.repl.input;

import io.mullama.cli.repl.command.Parameters;
import io.mullama.cli.repl.command.ReplCommand;
import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.command.ReplCommands;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What Tab offers: commands and the words behind them, models, and files. Thread-safe. */
final class MessageCompleter implements Completer {
    private final FileNames files;
    private final Supplier<List<String>> models;

    MessageCompleter(FileNames files, Supplier<List<String>> models) {
        this.files = files;
        this.models = models;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word();
        List<String> words = List.of(line.line()
                .substring(0, line.cursor() - line.wordCursor())
                .strip()
                .split("\\s+"));
        if (words.get(0).isEmpty()) {
            if (word.startsWith("/")) {
                candidates.addAll(explained(ReplCommands.list()));
            }
        } else if (words.get(0).startsWith("/")) {
            ReplCommands.find(words.get(0)).ifPresent(command -> behind(command, words, word, candidates));
        }
        if (word.startsWith("@")) {
            files.beginningWith(word.substring(1), "@", candidates);
        }
    }

    private void behind(ReplCommand command, List<String> words, String word, List<Candidate> candidates) {
        if (words.size() == 1) {
            offer(command, word, candidates);
        } else if (words.size() == 2) {
            Optional<ReplCommand> below = command.words().stream()
                    .filter(each -> each.name().equals(words.get(1)))
                    .findFirst();
            below.ifPresent(each -> offer(each, word, candidates));
        }
    }

    private static List<Candidate> explained(List<ReplCommand> commands) {
        return commands.stream()
                .map(each -> new Candidate(
                        each.name(),
                        each.name(),
                        null,
                        each.purpose().isEmpty() ? null : each.purpose(),
                        null,
                        null,
                        true))
                .toList();
    }

    private void offer(ReplCommand command, String word, List<Candidate> candidates) {
        candidates.addAll(explained(command.words()));
        if (command.argument() == Argument.PARAMETER) {
            Parameters.names().forEach(name -> candidates.add(new Candidate(name)));
        } else if (command.argument() == Argument.MODEL) {
            models.get().forEach(name -> candidates.add(new Candidate(name)));
        } else if (command.argument() == Argument.PATH) {
            files.beginningWith(word, "", candidates);
        }
    }
}
