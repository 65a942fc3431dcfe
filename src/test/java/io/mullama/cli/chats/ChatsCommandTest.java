package io.mullama.cli.chats;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.cli.CliRun;
import io.mullama.terminal.markdown.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama chats}, without any daemon. */
@DisabledOnOs(OS.WINDOWS)
class ChatsCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    /** A conversation that began and ended so long ago; its ID. */
    private String keep(String model, Duration ago, ChatMessage... turn) throws IOException {
        Instant then = NOW.minus(ago);
        ChatStore store = new ChatStore(cli.home().resolve("chats"), Clock.fixed(then, ZoneOffset.UTC));
        ChatSetup setup = new ChatSetup(model, "Be brief.", AnswerFields.TEXT, GenerationOptions.DEFAULTS);
        ChatRecorder chat = store.begin(setup, note -> {});
        chat.add(List.of(turn));
        String id = chat.id().orElseThrow();
        Files.setLastModifiedTime(file(id), FileTime.from(then));
        return id;
    }

    private String capital() throws IOException {
        return keep(
                "tiny",
                Duration.ofHours(2),
                ChatMessage.user("What is the *capital* of France?"),
                new ChatMessage(
                        "assistant", "Paris.\n```\nopen", "Easy.\nSure.", List.of(), ChatMessage.AnsweredCall.NONE));
    }

    private String bread() throws IOException {
        return keep(
                "/models/some/where/big.gguf",
                Duration.ofDays(3),
                ChatMessage.user("How do I bake a sourdough bread with a hydration of eighty percent, please?"),
                ChatMessage.assistant("First you feed the starter, and then you wait."));
    }

    private Path file(String id) {
        return cli.home().resolve("chats").resolve(id + ".jsonl");
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(cli.home().resolve("chats"))) {
            return files.count();
        }
    }

    @Test
    void theLatestIsListedFirst() throws IOException {
        String bread = bread();
        String capital = capital();
        assertThat(bread).isEqualTo("20251231-bbbb");
        assertThat(capital).isEqualTo("20260102-qpkm");
        CliRun.Result list = new CliRun.Result(0, """
                ID               WHEN           MODEL       TITLE
                20260102-qpkm    2 hours ago    tiny        What is the *capital* of France?
                20251231-bbbb    3 days ago     big.gguf    How do I bake a sourdough bread with a hydration of...
                """, "");
        assertThat(cli.run("chats")).isEqualTo(list);
        assertThat(cli.run("chats", "list")).isEqualTo(list);
        assertThat(cli.run("chats", "ls")).isEqualTo(list);
        assertThat(cli.run("chats", "--json").out())
                .isEqualTo(cli.run("chats", "list", "--json").out())
                .contains("\"id\" : \"20260102-qpkm\"")
                .contains("\"title\" : \"What is the *capital* of France?\"")
                .contains("\"used\" : \"2026-01-02T22:00:00Z\"")
                .contains("\"file\" : \"" + file(capital) + "\"");
    }

    @Test
    void noLineIsWiderThanTheTerminal() throws IOException {
        bread();
        String out = cli.terminals("ioe").columns(72).run("chats").out();
        assertThat(out).contains("How do I bake a sourdough...\n");
        assertThat(out.lines()).allMatch(line -> line.length() <= 72);
    }

    @Test
    void noLineOfWideCharactersIsWiderThanTheTerminalEither() throws IOException {
        keep("tiny", Duration.ofHours(1), ChatMessage.user("日本語の本を読みたいのですが何から始めればいいですか"), ChatMessage.assistant("本"));
        String out = cli.terminals("ioe").columns(72).run("chats").out();
        assertThat(out).contains("日本語の本を読みた").endsWith("...\n");
        assertThat(out.lines()).allMatch(line -> Columns.of(line) <= 72);
    }

    @Test
    void anEmptyListIsAHead() {
        assertThat(cli.run("chats")).isEqualTo(new CliRun.Result(0, "ID    WHEN    MODEL    TITLE\n", ""));
        assertThat(cli.run("chats", "--json").out()).isEqualTo("{\n  \"chats\" : [ ]\n}\n");
    }

    @Test
    void aConversationIsShownAsMarkdown() throws IOException {
        capital();
        String markdown = """
                # What is the *capital* of France?

                Model: `tiny`

                ## System

                Be brief.

                ## User

                What is the *capital* of France?

                ## Assistant

                > Easy.
                > Sure.

                Paris.
                ```
                open
                """;
        assertThat(cli.run("chats", "show", "qpkm")).isEqualTo(new CliRun.Result(0, markdown, ""));
        assertThat(cli.run("chats", "export", "20260102", "-")).isEqualTo(new CliRun.Result(0, markdown, ""));
    }

    @Test
    void aTerminalGetsNoControlCharactersOfAModel() throws IOException {
        keep("tiny", Duration.ofHours(1), ChatMessage.user("a"), ChatMessage.assistant("\u001b]0;title\u0007b"));
        assertThat(cli.terminals("ioe").run("chats", "show", "2026").out())
                .contains("]0;title")
                .doesNotContain("\u001b]")
                .doesNotContain("\u0007");
    }

    @Test
    void whatIsShownAsJsonIsARequest() throws IOException {
        capital();
        assertThat(cli.run("chats", "show", "--json", "qpkm").out())
                .contains("\"model\" : \"tiny\"")
                .contains("\"role\" : \"system\"")
                .contains("\"thinking\" : \"Easy.\\nSure.\"")
                .doesNotContain("\"system\" : ");
    }

    @Test
    void linesThatCannotBeReadAreTold() throws IOException {
        String id = capital();
        Files.writeString(file(id), "nonsense\n", StandardOpenOption.APPEND);
        assertThat(cli.run("chats", "show", id).err())
                .isEqualTo("mullama: 1 line of conversation " + id + " cannot be read and is left out\n");
    }

    @Test
    void exportsGoByTheFilesEnd() throws IOException {
        capital();
        Path markdown = folder.resolve("talk.md");
        Path json = folder.resolve("talk.JSON");
        assertThat(cli.run("chats", "export", "qpkm", markdown.toString())).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(markdown)
                .content()
                .isEqualTo(cli.run("chats", "show", "qpkm").out());
        cli.run("chats", "export", "qpkm", json.toString());
        assertThat(json)
                .content()
                .isEqualTo(cli.run("chats", "show", "qpkm", "--json").out());
    }

    @Test
    void aFileThatIsThereIsReplacedAfterAYesOnly() throws IOException {
        capital();
        Path there = Files.writeString(folder.resolve("talk.md"), "mine");
        String file = there.toString();
        assertThat(cli.piping("").run("chats", "export", "qpkm", file))
                .isEqualTo(new CliRun.Result(
                        4, "", "mullama: " + file + " is there already; name another file, or use --yes\n"));
        assertThat(cli.typing("n\n")
                        .terminals("ioe")
                        .run("chats", "export", "qpkm", file)
                        .exit())
                .isEqualTo(4);
        assertThat(there).content().isEqualTo("mine");
        assertThat(cli.typing("y\n").terminals("ioe").run("chats", "export", "qpkm", file))
                .isEqualTo(new CliRun.Result(0, "", "Replace " + file + "? [y/N] "));
        assertThat(there).content().startsWith("# What");
        assertThat(cli.run("chats", "export", "--yes", "qpkm", file).exit()).isZero();
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        capital();
        Path there = Files.createDirectory(folder.resolve("talk.md"));
        assertThat(cli.run("chats", "export", "-y", "qpkm", there.toString()))
                .isEqualTo(new CliRun.Result(4, "", "mullama: " + there + " is a folder; name a file in it\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            chats show zzz               | 1 | there is no conversation 'zzz'; 'mullama chats' lists them
            chats show 20260102-qpkx     | 1 | there is no conversation '20260102-qpkx'; did you mean 20260102-qpkm?
            chats show 202               | 4 | '202' may be any of 2 conversations; type more of one: 20260102-qpkm (What is the *capital* of France?), 20251231-bbbb (How do I bake a sourdough bread with a hydration of...)
            chats export qpkm talk.pdf   | 4 | the end of 'talk.pdf' does not say how to write it; name a file that ends in .md or .json
            chats export qpkm /no/t.md   | 4 | there is no folder for /no/t.md; make it, or name another
            chats rm                     | 4 | no conversation is named; give IDs, as 'mullama chats' lists them, or --all
            chats rm --all qpkm          | 4 | --all leaves nothing for an ID to say; give IDs, as 'mullama chats' lists them, or --all
            chats rm --all               | 4 | nobody can be asked whether to delete 2 conversations; 'mullama chats rm --all --yes' deletes without asking
            chats search nowhere         | 1 | in no conversation was that said
            """)
    void whatIsWrongIsSaidInALine(String line, int exit, String error) throws IOException {
        bread();
        capital();
        assertThat(cli.piping("").run(line.split(" ")))
                .isEqualTo(new CliRun.Result(exit, "", "mullama: " + error + "\n"));
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void aFileThatDoesNotBeginAsAConversationIsNamed() throws IOException {
        String id = capital();
        String other = bread();
        Files.writeString(file(id), Files.readString(file(id)).replace("\"model\"", "\"modell\""));
        assertThat(cli.run("chats").out()).doesNotContain(id).contains(other);
        assertThat(cli.run("chats", "show", id).err()).startsWith("mullama: there is no conversation '" + id + "'");
    }

    @Test
    void severalAreDeletedOnceAllAreFound() throws IOException {
        bread();
        capital();
        assertThat(cli.run("chats", "rm", "qpkm", "nosuch").exit()).isEqualTo(1);
        assertThat(kept()).isEqualTo(2);
        assertThat(cli.run("chats", "rm", "qpkm", "20260102", "bbbb").out()).isEqualTo("""
                deleted 20260102-qpkm (What is the *capital* of France?)
                deleted 20251231-bbbb (How do I bake a sourdough bread with a hydration of...)
                """);
        assertThat(kept()).isZero();
    }

    @Test
    void allAreDeletedAfterAYes() throws IOException {
        bread();
        capital();
        assertThat(cli.typing("n\n").terminals("ioe").run("chats", "rm", "--all"))
                .isEqualTo(new CliRun.Result(1, "", "Delete 2 conversations? [y/N] mullama: nothing is deleted\n"));
        assertThat(kept()).isEqualTo(2);
        assertThat(cli.typing("y\n")
                        .terminals("ioe")
                        .run("chats", "rm", "--all")
                        .out())
                .hasLineCount(2);
        assertThat(kept()).isZero();
        assertThat(cli.piping("").run("chats", "rm", "--all")).isEqualTo(new CliRun.Result(0, "", ""));
        bread();
        assertThat(cli.run("chats", "rm", "--all", "-y", "-q")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(kept()).isZero();
    }

    @Test
    void searchFindsTheMessageThatHasAllWords() throws IOException {
        bread();
        capital();
        assertThat(cli.run("chats", "search", "STARTER", "wait")).isEqualTo(new CliRun.Result(0, """
                ID               WHEN          MODEL       SAID
                20251231-bbbb    3 days ago    big.gguf    First you feed the starter, and then you wait.
                """, ""));
        assertThat(cli.run("chats", "search", "hydration").out()).contains("...bread with a hydration of");
        assertThat(cli.run("chats", "search", "starter", "hydration").exit()).isEqualTo(1);
    }

    @Test
    void whatIsFoundIsThereForProgramsToo() throws IOException {
        String bread = bread();
        capital();
        assertThat(cli.run("chats", "search", "--json", "starter").out())
                .contains("\"id\" : \"" + bread + "\"", "\"model\" : \"/models/some/where/big.gguf\"")
                .contains("\"said\" : \"First you feed the starter, and then you wait.\"")
                .doesNotContain("qpkm");
        assertThat(cli.run("chats", "search", "--json", "nowhere"))
                .isEqualTo(new CliRun.Result(
                        1, "{\n  \"chats\" : [ ]\n}\n", "mullama: in no conversation was that said\n"));
    }

    @Test
    void theCommandsBelowHaveHelp() {
        assertThat(cli.run("chats", "--help").out()).contains("  export ").contains("  list, ls ");
        for (String name : List.of("list", "show", "export", "search", "rm")) {
            assertThat(cli.run("chats", name, "--help").out())
                    .startsWith("Usage: mullama chats " + name)
                    .contains("Examples:");
        }
    }
}
