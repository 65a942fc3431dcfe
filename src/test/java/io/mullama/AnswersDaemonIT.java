package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the commands that ask a model print: in pipes, for programs, and in real pseudo-terminals. */
final class AnswersDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String STORY = "Tell me a story about a dragon.";
    private static final String ESCAPE = "\u001b";
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void jsonIsOneObjectOrALineForEachPiece() throws Exception {
        JsonNode answer = JSON.readTree(sandbox.run("run", "tiny", "--json", "--temperature", "0", FRANCE)
                .out());
        assertThat(answer.at("/message/content").asText()).isEqualTo("The capital of France is Paris.");
        assertThat(answer.get("done_reason").asText()).isEqualTo("stop");

        StringBuilder text = new StringBuilder();
        List<String> lines = sandbox.run("run", "tiny", "--json", "--stream", "--temperature", "0", FRANCE)
                .out()
                .lines()
                .toList();
        for (String line : lines) {
            text.append(JSON.readTree(line).at("/message/content").asText());
        }
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(text).hasToString("The capital of France is Paris.");
    }

    @Test
    void tokensAndVectorsAreThoseOfTheModel() throws Exception {
        String ids = sandbox.run("tokenize", "tiny", "--ids", "Héllo 🦙").out().strip();

        assertThat(sandbox.runWithInput(ids, "tokenize", "tiny", "--decode"))
                .isEqualTo(new Sandbox.Result(0, "Héllo 🦙", ""));
        assertThat(sandbox.run("tokenize", "tiny", "--count", "Héllo 🦙").out().strip())
                .isEqualTo(Integer.toString(ids.split(" ", -1).length));
        JsonNode vector = JSON.readTree(sandbox.run("embed", "tiny", "Hello").out());
        double square = 0;
        for (JsonNode number : vector) {
            square += number.asDouble() * number.asDouble();
        }
        assertThat(square).isBetween(0.999, 1.001);
        assertThat(sandbox.runWithInput("a\nb\n", "embed", "tiny", "--lines").out())
                .hasLineCount(2);
    }

    @Test
    void aReaderThatGoesAwayEndsTheAnswerQuietlyAndInTheDaemonToo() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        Sandbox.Result result = sandbox.runProgram(List.of(
                "sh",
                "-c",
                "{ '" + Installation.folder() + "/bin/mullama' run '" + slow
                        + "' --raw Once; echo \"exit code $?\" >&2; } | head -c 1 > /dev/null"));

        assertThat(result).isEqualTo(new Sandbox.Result(0, "", "exit code 0\n"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> HttpProbe.unix(sandbox.socket())
                                .get("/status")
                                .json()
                                .get("active_requests")
                                .asInt()
                        == 0);
    }

    @Test
    void aTerminalGetsLinesOfTheLengthThatColumnsAsksFor() throws Exception {
        sandbox.with("COLUMNS", "40");
        String text = shown("run", "tiny", "--temperature", "0", STORY);

        assertThat(text.lines().map(AnswersDaemonIT::visible))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void withoutColoursATerminalGetsNothingButTextAndLines() throws Exception {
        sandbox.with("NO_COLOR", "1");
        assertThat(shown("run", "tiny", "--temperature", "0", FRANCE))
                .contains("The capital of France is Paris.\r\n")
                .doesNotContain(ESCAPE);
        sandbox.with("NO_COLOR", "").with("TERM", "dumb");
        assertThat(shown("run", "tiny", "--temperature", "0", FRANCE))
                .contains("The capital of France is Paris.\r\n")
                .doesNotContain(ESCAPE);
    }

    /** All that the program writes in a terminal until it ends well. */
    private String shown(String... arguments) throws Exception {
        sandbox.run("ps");
        try (Screen screen = Screen.of(sandbox, arguments)) {
            screen.awaitText(".");
            assertThat(screen.exitCode()).isZero();
            Awaitility.await().until(() -> screen.text().endsWith("\n"));
            return screen.text();
        }
    }

    private static String visible(String line) {
        return line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    }
}
