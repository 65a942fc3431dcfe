package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.cli.SteppingClock;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Session;
import io.mullama.cli.repl.session.Surroundings;
import io.mullama.client.Address;
import io.mullama.client.DaemonClient;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import io.mullama.terminal.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jspecify.annotations.Nullable;

/** A conversation typed at JLine's own terminal, against a made-up daemon. For one test. */
final class TypedConversation implements AutoCloseable {
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";

    private final Path folder;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Map<String, String> variables = new HashMap<>(Map.of("LANG", "C.UTF-8"));
    private final List<List<ChatMessage>> recorded = new CopyOnWriteArrayList<>();
    private volatile String shownWhenRecorded = "";
    private final SteppingClock clock = new SteppingClock();
    private final LineDisciplineTerminal terminal;
    private FakeServer daemon;
    private GenerationOptions options = GenerationOptions.DEFAULTS.withMaxTokens(-1);
    private List<Exchange> exchanges = List.of();

    @SuppressWarnings("NullAway.Init")
    private CompletableFuture<Void> conversation;

    TypedConversation(Path folder) throws IOException {
        this(folder, FakeDaemon::answer);
    }

    TypedConversation(Path folder, FakeServer.Handler handler) throws IOException {
        this.folder = folder;
        daemon = FakeServer.onSocket(folder.resolve("s"), handler);
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
    }

    TypedConversation with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    TypedConversation with(GenerationOptions changed) {
        options = changed;
        return this;
    }

    /** Has a window in which every sentence has room. */
    TypedConversation wide() {
        resize(200);
        return this;
    }

    /** Goes on after what was said before. */
    TypedConversation after(ChatMessage... said) {
        exchanges = Exchange.of(List.of(said));
        return this;
    }

    /** Goes on after an exchange whose question had a file with it. */
    TypedConversation after(Exchange exchange) {
        exchanges = List.of(exchange);
        return this;
    }

    TypedConversation start(String model) {
        ReplSettings settings = new ReplSettings(
                new ChatSettings(new ChatSetup(model, "Be brief.", AnswerFields.TEXT, options)),
                exchanges,
                Preferences.STANDARD,
                new Surroundings(
                        variables,
                        folder,
                        folder.resolve("user"),
                        folder.resolve("history"),
                        folder.resolve("names"),
                        clock,
                        new Theme(false)),
                (now, said) -> {
                    shownWhenRecorded = text();
                    recorded.add(said.stream()
                            .flatMap(exchange -> exchange.messages().stream())
                            .toList());
                });
        DaemonClient client = new DaemonClient(new Address.Unix(folder.resolve("s")), Duration.ofSeconds(10));
        Session.Services services = new Session.Services(
                () -> client, (statistics, now, verbose) -> List.of(statistics.promptTokens() + " prompt tokens"));
        Repl repl = new Repl(terminal, settings, services);
        conversation = CompletableFuture.runAsync(repl::run);
        return this;
    }

    /** Everything that was written since the screen was last cleared. */
    String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** The same without what moves the cursor and colours. */
    String text() {
        return shown().replaceAll("\u001b\\[[0-9;?<>=]*[ -/]*[@-~]|\u001b[=>]", "");
    }

    TypedConversation await(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> text().contains(text) || conversation.isDone());
        assertThat(text()).contains(text);
        return this;
    }

    /** Waits for the prompt, forgets what stands on the screen, and types. */
    TypedConversation type(String keys) throws IOException {
        await(">>> ");
        return typeOn(keys);
    }

    /** Types in the middle of something. */
    TypedConversation typeOn(String keys) throws IOException {
        screen.reset();
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Types a line at the next prompt. */
    TypedConversation enter(String line) throws IOException {
        return type(line + "\r");
    }

    void resize(int columns) {
        terminal.setSize(Size.of(columns, 24));
        terminal.raise(org.jline.terminal.Terminal.Signal.WINCH);
    }

    void step(Duration by) {
        clock.step(by);
    }

    /** Leaves, and waits for the end. */
    void leave() throws Exception {
        type(CTRL_D);
        awaitEnd();
    }

    void awaitEnd() throws Exception {
        conversation.get(20, TimeUnit.SECONDS);
    }

    Path folder() {
        return folder;
    }

    FakeServer daemon() {
        return daemon;
    }

    /** The daemon ends, and its socket with it. */
    void stopDaemon() throws IOException {
        daemon.close();
        Files.deleteIfExists(folder.resolve("s"));
    }

    void startDaemon(FakeServer.Handler handler) throws IOException {
        daemon = FakeServer.onSocket(folder.resolve("s"), handler);
    }

    List<String> chats() {
        return daemon.requests().stream()
                .filter(request ->
                        request.path().equals("/api/chat") && !request.body().contains("\"max_tokens\":1,"))
                .filter(request -> !request.body().contains("\"max_tokens\":1}"))
                .map(FakeServer.Request::body)
                .toList();
    }

    /** The body of the last chat. */
    String lastChat() {
        List<String> chats = chats();
        return chats.get(chats.size() - 1);
    }

    @Nullable
    List<ChatMessage> lastRecorded() {
        return recorded.isEmpty() ? null : recorded.get(recorded.size() - 1);
    }

    /** What stood on the screen when the conversation was last recorded. */
    String shownWhenRecorded() {
        return shownWhenRecorded;
    }

    /** What was typed, as the history file has it. */
    String history() throws IOException {
        return Files.readString(folder.resolve("history"));
    }

    @Override
    public void close() throws IOException {
        terminal.close();
        daemon.close();
    }
}
