package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import io.mullama.client.FakeDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of {@code mullama run} make of the request, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class RunOptionsTest extends ModelCommands {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            run --think tiny hi             | "think":true   | hi
            run --think high tiny hi        | "think":"high" | hi
            run --think=high tiny hi        | "think":"high" | hi
            run tiny hi --think=low         | "think":"low"  | hi
            run tiny hi --think             | "think":true   | hi
            run tiny --think hi             | "think":true   | hi
            run tiny hi --think false       | "think":false  | hi
            run --no-think tiny hi          | "think":false  | hi
            run tiny hi -- --think          | -              | hi --think
            """)
    void thinkTakesALevelOrNoneAndNeverTheModelsName(String line, String think, String prompt) {
        assertThat(cli.run(line.split(" ")).exit()).isZero();
        assertThat(asked()).contains("\"model\":\"tiny\"").contains("\"content\":\"" + prompt + "\"");
        if (think == null) {
            assertThat(asked()).doesNotContain("\"think\"");
        } else {
            assertThat(asked()).contains(think);
        }
    }

    @Test
    void everyFieldThatASamplerTakesHasAnOption() {
        String line = "run --typical-p 0.9 --repeat-last-n -1 --presence-penalty 0.5 --frequency-penalty 0.25"
                + " --mirostat 2 --mirostat-tau 4.0 --mirostat-eta 0.2 --dry-multiplier 0.8 --dry-allowed-length 3"
                + " --xtc-probability 0.5 --top-n-sigma 1.5 tiny hi";
        assertThat(cli.run(line.split(" ")).exit()).isZero();
        assertThat(asked())
                .contains("\"typical_p\":0.9,\"top_n_sigma\":1.5,\"xtc_probability\":0.5,\"repeat_last_n\":-1,"
                        + "\"frequency_penalty\":0.25,\"presence_penalty\":0.5,\"dry_multiplier\":0.8,"
                        + "\"dry_allowed_length\":3,\"mirostat\":2,\"mirostat_tau\":4.0,\"mirostat_eta\":0.2");
        assertThat(cli.run("help", "run").out()).contains("--mirostat-tau").doesNotContain("--dry");
    }

    @Test
    void theContextSizeIsAskedFor() {
        cli.run("run", "--context-size", "8192", "tiny", "hi");
        assertThat(asked()).contains("\"num_ctx\":8192");
        cli.run("run", "--context-size", "8192", "--raw", "tiny", "hi");
        assertThat(asked()).startsWith("POST /api/generate ").contains("\"num_ctx\":8192");
    }

    @Test
    void instructionsAndGrammarsMayComeFromFiles() throws IOException {
        Path system = Files.writeString(folder.resolve("system.txt"), "Answer\nbriefly.\n");
        Path grammar = Files.writeString(folder.resolve("yes.gbnf"), "root ::= \"yes\"");
        cli.run("run", "--system", "@" + system, "--grammar", grammar.toString(), "tiny", "hi");
        assertThat(asked())
                .contains("{\"role\":\"system\",\"content\":\"Answer\\nbriefly.\"}")
                .contains("\"grammar\":\"root ::= \\\"yes\\\"\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            run --image cat.png tiny hi      | --image cannot be used: images are not supported yet; leave it out
            run --think=much tiny hi         | --think is 'much'; it takes true, false, low, medium or high
            run --think --no-think tiny hi   | --think contradicts --no-think; leave one of them out
            run --raw --no-think tiny hi     | --think has no effect with --raw; leave one of them out; it is the chat template that makes a model think
            run --stream --no-stream tiny hi | --stream contradicts --no-stream; leave one of them out
            run --context-size 0 tiny hi     | --context-size is 0; it takes a count of tokens, such as 8192
            run --system @/nowhere tiny hi   | there is no file /nowhere; check what --system names
            run --grammar /nowhere tiny hi   | there is no file /nowhere; check what --grammar names
            run --hidethinking tiny hi       | 'mullama run' has no option '--hidethinking'; did you mean '--hide-thinking'?
            """)
    void aWrongCommandLineGetsOneLineAndAsksNothing(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
        assertThat(allAsked()).isEmpty();
    }

    @Test
    void aConversationIsNoJson() {
        assertThat(cli.typing("")
                        .terminals("ioe")
                        .with("NO_COLOR", "1")
                        .run("run", "--json", "tiny")
                        .err())
                .startsWith("mullama: --json takes a prompt, and a conversation has none;");
    }

    @Test
    void quietlyAModelIsPulledWithoutAWord() {
        handler = (request, exchange) -> {
            switch (request.path()) {
                case "/api/models/pull" -> exchange.json(200, success("m", 7));
                default -> {
                    boolean there = allAsked().stream().anyMatch(line -> line.contains("/pull"));
                    if (there) {
                        FakeDaemon.answer(request, exchange);
                    } else {
                        exchange.json(404, error("model_not_pulled", "it is not here", "pull it"));
                    }
                }
            }
        };
        assertThat(cli.run("run", "-q", "tiny", "hi")).isEqualTo(new CliRun.Result(0, "The capital is Paris.\n", ""));
    }
}
