package io.mullama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mullama.cli.CommandCatalog.Entry;
import io.mullama.cli.CommandCatalog.Example;
import io.mullama.cli.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every command, and for the commands of commands. */
class EveryCommandTest {
    /** A call of ours in a line of a shell, as far as the next command or redirection. */
    private static final Pattern CALL = Pattern.compile("\\bmullama ((?:\"[^\"]*\"|'[^']*'|[^|&>)\"'])*)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    static Stream<String> calls() {
        return CommandCatalog.all().stream().map(Entry::call);
    }

    private static Entry entry(String call) {
        return CommandCatalog.all().stream()
                .filter(entry -> entry.call().equals(call))
                .findFirst()
                .orElseThrow();
    }

    private CliRun.Result run(String call, String... more) {
        List<String> words = new ArrayList<>(Arrays.asList(call.split(" ", -1)));
        words.addAll(List.of(more));
        return cli.run(words.subList(1, words.size()).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void itsPurposeIsOneSentenceInOneLine(String call) {
        assertThat(entry(call).purpose())
                .hasSizeLessThanOrEqualTo(75)
                .endsWith(".")
                .doesNotContain("\n")
                .matches("[A-Z].*");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void itHasExamplesThatItUnderstands(String call) {
        List<Example> examples = entry(call).examples();
        assertThat(examples).isNotEmpty();
        for (Example example : examples) {
            Matcher ours = CALL.matcher(example.call());
            assertThat(ours.find()).as(example.call()).isTrue();
            do {
                String[] words = words(ours.group(1));
                Command command = Commands.find(words[0]).orElseThrow();
                assertThatCode(() -> Commands.line(command).parseArgs(words))
                        .as(example.call())
                        .doesNotThrowAnyException();
            } while (ours.find());
        }
    }

    private static String[] words(String line) {
        Matcher word = WORD.matcher(line);
        List<String> words = new ArrayList<>();
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void itsHelpIsPlainTextOnTheStandardOutput(String call) {
        CliRun.Result result = run(call, "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Usage: " + call)
                .contains("Examples:")
                .doesNotContain("\u001b");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(run("mullama help", call.split(" ", 2)[1].split(" ", -1))).isEqualTo(result);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anOptionThatItDoesNotHaveGetsTheNearestOne(String call) {
        assertThat(run(call, "--hepl"))
                .isEqualTo(new CliRun.Result(
                        4, "", "mullama: '" + call + "' has no option '--hepl'; did you mean '--help'?\n"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatGoesWrongWithoutATerminalIsPlainText(String call) {
        CliRun.Result result = run(call, "--no-such-option-at-all");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).hasLineCount(1).doesNotContain("\u001b");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void theHelpListsEachInItsGroup() {
        assertThat(CommandGroups.names()).doesNotHaveDuplicates();
        assertThat(cli.run("help").out().lines().filter(line -> line.matches("  [a-z]+(, [a-z]+)*  +[A-Z].*\\.")))
                .hasSize(CommandGroups.names().size());
    }
}
