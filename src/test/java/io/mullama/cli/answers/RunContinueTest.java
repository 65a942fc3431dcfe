package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama run --continue} and what is saved, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class RunContinueTest extends ModelCommands {
    private static final String FIRST = "{\"role\":\"user\",\"content\":\"first\"},"
            + "{\"role\":\"assistant\",\"content\":\"The capital is Paris.\"}";

    private List<Path> chats() throws IOException {
        Path chats = cli.home().resolve("chats");
        if (!Files.exists(chats)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(chats)) {
            return files.sorted().toList();
        }
    }

    private static String user(String content) {
        return "{\"role\":\"user\",\"content\":\"" + content + "\"}";
    }

    @Test
    void aQuestionAloneIsSavedOnlyWhereThatIsAskedFor() throws IOException {
        cli.run("run", "tiny", "first");
        assertThat(chats()).isEmpty();
        assertThat(cli.run("run", "--save", "tiny", "first"))
                .isEqualTo(new CliRun.Result(0, "The capital is Paris.\n", ""));
        assertThat(chats()).hasSize(1);
    }

    @Test
    void aPromptGoesOnWithTheLatestConversation() throws IOException {
        cli.run("run", "--save", "tiny", "--system", "Briefly!", "--temperature", "0.5", "--think", "false", "first");
        assertThat(cli.run("run", "--continue", "and", "of Spain?").out()).isEqualTo("The capital is Paris.\n");
        assertThat(asked())
                .isEqualTo("POST /api/chat {\"model\":\"tiny\",\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"Briefly!\"}," + FIRST + "," + user("and of Spain?")
                        + "],\"stream\":true,\"think\":false,\"max_tokens\":-1,\"temperature\":0.5}");
        cli.piping("third\n").run("run", "--continue");
        assertThat(asked()).contains(user("and of Spain?")).contains(user("third"));
        assertThat(chats()).hasSize(1);
    }

    @Test
    void optionsTakeThePlaceOfWhatHeldBefore() {
        cli.run("run", "--save", "tiny", "--system", "Briefly!", "--temperature", "0.5", "--max-tokens", "9", "first");
        cli.run("run", "--continue", "--system", "At length!", "--temperature", "0", "--seed", "7", "again");
        assertThat(asked())
                .contains("At length!")
                .contains("\"max_tokens\":9,\"temperature\":0.0")
                .contains("\"seed\":7");
        cli.run("run", "--continue", "more");
        assertThat(asked()).contains("At length!").contains("\"seed\":7").doesNotContain("Briefly!");
    }

    @Test
    void aModelMayBeNamedAndThePromptMayNot() throws IOException {
        Files.writeString(cli.home().resolve("names"), "tiny\nbig:latest\n");
        cli.run("run", "--save", "tiny", "first");
        cli.run("run", "--continue", "big", "why?");
        assertThat(asked()).contains("{\"model\":\"big\"").contains(user("why?"));
        cli.run("run", "big", "--continue", "how?");
        assertThat(asked()).contains("{\"model\":\"big\"").contains(user("how?"));
        cli.run("run", "--continue", "who?");
        assertThat(asked()).contains("{\"model\":\"big\"").contains(user("who?"));
        cli.run("run", "--continue", "/some/model.gguf", "what?");
        assertThat(asked()).contains("{\"model\":\"/some/model.gguf\"").contains(user("what?"));
    }

    @Test
    void anyConversationMayBeNamed() throws IOException {
        cli.run("run", "--save", "tiny", "first");
        String id = chats().get(0).getFileName().toString().replace(".jsonl", "");
        cli.run("run", "--save", "tiny", "second");
        cli.run("run", "--continue=" + id, "third");
        assertThat(asked()).contains(FIRST).doesNotContain("second");
        assertThat(chats()).hasSize(2);
    }

    @Test
    void whatIsNotToBeSavedIsNot() throws IOException {
        cli.run("run", "--save", "tiny", "first");
        String before = Files.readString(chats().get(0));
        cli.run("run", "--continue", "--no-save", "secret");
        assertThat(asked()).contains(FIRST).contains("secret");
        assertThat(Files.readString(chats().get(0))).isEqualTo(before);
    }

    @Test
    void anAnswerThatFailsIsNotSaved() throws IOException {
        assertThat(cli.run("run", "--save", "tiny", "fail").exit()).isEqualTo(1);
        assertThat(chats()).isEmpty();
    }

    @Test
    void aConversationThatCannotBeSavedIsAnsweredAllTheSame() throws IOException {
        Files.writeString(cli.home().resolve("chats"), "in the way");
        CliRun.Result result = cli.run("run", "--save", "tiny", "first");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("The capital is Paris.\n");
        assertThat(result.err()).startsWith("mullama: the conversation is no longer kept: cannot write");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run --continue hello              | 1 | there is no conversation to go on with; 'mullama run MODEL' begins one
            run --continue=bbbb hello         | 1 | there is no conversation 'bbbb'; 'mullama chats' lists them
            run --save --no-save tiny hello   | 4 | --save and --no-save exclude each other; leave one out
            run --raw --save tiny hello       | 4 | --save has no effect with --raw; leave one of them out; a conversation needs the model's chat template
            run --raw --continue hello        | 4 | --continue has no effect with --raw; leave one of them out; a conversation needs the model's chat template
            run                               | 4 | missing required parameter: 'MODEL'; see 'mullama run --help'; a prompt that begins with a dash goes behind --
            """)
    void whatIsWrongIsSaidInALine(String line, int exit, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(exit, "", "mullama: " + error + "\n"));
    }
}
