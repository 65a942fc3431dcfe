package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.api.AnswerFields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Statistics;
import io.mullama.client.Address;
import io.mullama.client.DaemonClient;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A conversation typed at JLine's own terminal, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class ReplTest {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final GenerationOptions OPTIONS = GenerationOptions.DEFAULTS.withMaxTokens(-1);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    private FakeServer daemon;

    @SuppressWarnings("NullAway.Init")
    private LineDisciplineTerminal terminal;

    @SuppressWarnings("NullAway.Init")
    private CompletableFuture<Void> conversation;

    @BeforeEach
    void open() throws IOException {
        daemon = FakeServer.onSocket(folder.resolve("s"), FakeDaemon::answer);
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
        daemon.close();
    }

    private void start(String model) {
        ReplSettings settings =
                new ReplSettings(model, "Be brief.", AnswerFields.TEXT, OPTIONS, folder.resolve("history"), false);
        DaemonClient client = new DaemonClient(new Address.Unix(folder.resolve("s")), Duration.ofSeconds(10));
        Repl repl = new Repl(terminal, settings, new PlainTexts(), () -> client);
        conversation = CompletableFuture.runAsync(repl::run);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Waits for a text that was not there when this screen was last cleared. */
    private void await(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> shown().contains(text) || conversation.isDone());
        assertThat(shown()).contains(text);
    }

    /** Types a line at the next prompt, and forgets what stood on the screen before. */
    private void enter(String line) throws IOException {
        await(">>> ");
        screen.reset();
        terminal.processInputBytes((line + "\r").getBytes(StandardCharsets.UTF_8));
    }

    private void press(int key) throws IOException {
        await(">>> ");
        screen.reset();
        terminal.processInputByte(key);
    }

    private void awaitEnd() throws Exception {
        conversation.get(20, TimeUnit.SECONDS);
    }

    private List<String> chats() {
        return daemon.requests().stream().map(FakeServer.Request::body).skip(1).toList();
    }

    @Test
    void theModelIsLoadedAndTheChatIsKept() throws Exception {
        start("tiny");
        await("Loading tiny ...");
        enter("it's \"one\"!");
        await("The capital is Paris.");
        enter("two");
        await("The capital is Paris.");
        enter("/bye");
        awaitEnd();
        String system = "{\"role\":\"system\",\"content\":\"Be brief.\"}";
        String first = "{\"role\":\"user\",\"content\":\"it's \\\"one\\\"!\"}";
        String answer = "{\"role\":\"assistant\",\"content\":\"The capital is Paris.\"}";
        assertThat(daemon.requests().get(0).body()).contains("\"max_tokens\":1");
        assertThat(chats().get(0))
                .contains("\"messages\":[" + system + "," + first + "]")
                .contains("\"max_tokens\":-1");
        assertThat(chats().get(1))
                .contains("[" + system + "," + first + "," + answer + ",{\"role\":\"user\",\"content\":\"two\"}]");
    }

    @Test
    void ctrlCStopsAnAnswerAndKeepsWhatCame() throws Exception {
        start("tiny");
        enter("tell me slowly");
        await("The capital");
        terminal.processInputByte(CTRL_C);
        assertThat(daemon.clientGone().await(10, TimeUnit.SECONDS)).isTrue();
        enter("and now");
        await("is Paris.");
        enter("/bye");
        awaitEnd();
        assertThat(chats().get(1)).contains("{\"role\":\"assistant\",\"content\":\"The capital\"}");
    }

    @Test
    void ctrlCOnAnEmptyLineSaysHowToLeave() throws Exception {
        start("tiny");
        press(CTRL_C);
        await("Ctrl-D or /bye leaves.");
        press(CTRL_D);
        awaitEnd();
        assertThat(chats()).isEmpty();
    }

    @Test
    void ctrlCOnALineThatIsBegunThrowsItAway() throws Exception {
        start("tiny");
        await(">>> ");
        terminal.processInputBytes("half a mess".getBytes(StandardCharsets.UTF_8));
        await("half a mess");
        screen.reset();
        terminal.processInputByte(CTRL_C);
        press(CTRL_D);
        awaitEnd();
        assertThat(shown()).doesNotContain("leaves");
        assertThat(chats()).isEmpty();
    }

    @Test
    void clearForgetsEverythingButTheInstructions() throws Exception {
        start("tiny");
        enter("one");
        await("Paris.");
        enter("/clear");
        await("The conversation is forgotten.");
        enter("two");
        await("Paris.");
        press(CTRL_D);
        awaitEnd();
        assertThat(chats().get(1))
                .contains("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"two\"}]");
    }

    @Test
    void commandsAreExplainedAndMisspeltOnesGuessed() throws Exception {
        start("tiny");
        enter("/help");
        await("Ctrl-C  stop an answer");
        enter("/claer");
        await("There is no /claer; did you mean /clear?");
        enter("/xyzzy");
        await("There is no /xyzzy; /help shows what there is.");
        enter("/etc/passwd");
        await("Paris.");
        enter("/quit");
        awaitEnd();
        assertThat(chats()).hasSize(1);
    }

    @Test
    void anErrorIsShownAndTheFailedTurnLeftOut() throws Exception {
        start("tiny");
        enter("fail");
        await("mullama: decoding failed");
        enter("go on");
        await("Paris.");
        press(CTRL_D);
        awaitEnd();
        assertThat(chats().get(1)).doesNotContain("fail");
    }

    @Test
    void theFiguresFollowTheAnswer() throws Exception {
        start("tiny");
        enter("hi");
        await("12 prompt tokens");
        press(CTRL_D);
        awaitEnd();
    }

    @Test
    void whatWasTypedIsKeptInAFile() throws Exception {
        start("tiny");
        enter("remember me");
        await("Paris.");
        press(CTRL_D);
        awaitEnd();
        assertThat(Files.readString(folder.resolve("history"))).contains("remember me");
    }

    @Test
    void aModelThatIsNotThereEndsItBeforeAnythingIsTyped() {
        start("nosuch");
        assertThatThrownBy(this::awaitEnd)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
        assertThat(shown()).doesNotContain(">>>");
    }

    private record PlainTexts() implements ReplTexts {
        @Override
        public String error(MullamaException error) {
            return error.getMessage();
        }

        @Override
        public List<String> after(Statistics statistics) {
            return List.of(statistics.promptTokens() + " prompt tokens");
        }
    }
}
