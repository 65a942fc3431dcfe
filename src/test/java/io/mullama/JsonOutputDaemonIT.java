package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.cli.CommandCatalog;
import io.mullama.grammar.schema.JsonSchemaValidator;
import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each command prints with {@code --json} has the schema in {@code src/test/json}: scripts rely on its names. A
 * schema is written anew, or widened by what is new, by {@code mvn verify -Dupdate.generated=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JsonOutputDaemonIT {
    private static final boolean UPDATE = Boolean.getBoolean("update.generated");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path SCHEMAS = Path.of("src/test/json");

    /** A call for each command, without {@code --json}; in the order in which they are made. */
    private static final List<String> CALLS = List.of(
            "load tiny",
            "run --max-tokens 4 --save tiny hello",
            "list",
            "ps",
            "show tiny",
            "status",
            "daemon status",
            "ping",
            "tokenize tiny hello",
            "embed tiny hello",
            "render tiny --messages chat.json",
            "bench tiny -p 8 -n 2 -r 1",
            "search qwen",
            "info hf:org/Tiny",
            "pull hf:org/Tiny",
            "create helper -f Modelfile",
            "cp tiny second",
            "rm second",
            "cache size",
            "chats",
            "chats list",
            "chats search hello",
            "chats show ID",
            "config",
            "config list",
            "config get port",
            "doctor",
            "unload tiny");

    private final Sandbox sandbox = new Sandbox();

    @SuppressWarnings("NullAway.Init")
    private FakeHub hub;

    @BeforeAll
    void provideWhatTheCallsNeed() throws IOException {
        hub = FakeHub.start();
        hub.repository("org/Tiny").file("tiny-F16.gguf", FakeContent.of(Installation.tiny()));
        sandbox.with("HF_ENDPOINT", hub.endpoint().toString());
        Files.writeString(sandbox.folder().resolve("Modelfile"), "FROM tiny\nSYSTEM Be brief.\n");
        Files.writeString(sandbox.folder().resolve("chat.json"), "[{\"role\": \"user\", \"content\": \"Hello\"}]");
    }

    @AfterAll
    void close() throws IOException {
        sandbox.close();
        hub.close();
    }

    static List<String> calls() {
        return CALLS;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theOutputHasItsSchema(String call) throws Exception {
        Sandbox.Result result = sandbox.run((id(call) + " --json").split(" ", -1));
        assertThat(result.exitCode()).as(result.err() + result.out()).isIn(0, 1);
        assertThat(result.out()).as(result.err()).isNotBlank();
        Path file = SCHEMAS.resolve(command(call).replace(' ', '-') + ".json");
        List<JsonNode> values = values(result.out());
        if (UPDATE) {
            update(file, values);
        }

        JsonNode schema = MAPPER.readTree(Files.readString(file));
        for (JsonNode value : values) {
            assertThat(new JsonSchemaValidator(schema, "schema").problem(value))
                    .as("%s: %s", call, value)
                    .isEmpty();
        }
    }

    @Test
    void everyCommandThatPrintsJsonIsCalled() {
        TreeSet<String> called = new TreeSet<>();
        CALLS.forEach(call -> called.add(command(call)));
        TreeSet<String> known = new TreeSet<>();
        for (CommandCatalog.Entry entry : CommandCatalog.all()) {
            if (entry.spec().findOption("--json") != null) {
                known.add(entry.spec().qualifiedName().replaceFirst("^mullama ", ""));
            }
        }
        assertThat(called).isEqualTo(known);
    }

    /** The call, with the beginning of a saved conversation's name in the place of {@code ID}. */
    private String id(String call) throws Exception {
        return call.endsWith(" ID")
                ? call.replace(
                        "ID",
                        MAPPER.readTree(sandbox.run("chats", "--json").out())
                                .at("/chats/0/id")
                                .asText())
                : call;
    }

    private static String command(String call) {
        String[] words = call.split(" ", -1);
        boolean below = words.length > 1 && List.of("chats", "config", "daemon").contains(words[0]);
        return below ? words[0] + " " + words[1] : words[0];
    }

    /** One value, or one in each line. */
    private static List<JsonNode> values(String out) throws IOException {
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(out)) {
            return values.readAll();
        }
    }

    private static void update(Path file, List<JsonNode> values) throws IOException {
        ObjectNode schema = JsonShape.of(values.get(0));
        if (Files.exists(file)) {
            schema = JsonShape.both((ObjectNode) MAPPER.readTree(Files.readString(file)), schema);
        }
        for (JsonNode value : values) {
            schema = JsonShape.both(schema, JsonShape.of(value));
        }
        Files.createDirectories(SCHEMAS);
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
    }
}
