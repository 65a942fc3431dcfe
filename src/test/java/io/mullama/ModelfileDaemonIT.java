package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.store.FileCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Models that are made of tiny and of others by Modelfiles, with the packaged program. */
final class ModelfileDaemonIT {
    private static final String QUESTION = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";
    private static final Sandbox SANDBOX = new Sandbox();

    @BeforeAll
    static void serve() throws Exception {
        SANDBOX.start("serve");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
    }

    @AfterAll
    static void close() throws IOException {
        SANDBOX.close();
    }

    @Test
    void aModelIsMadeShownCopiedAndRemovedByCommands() throws Exception {
        Path modelfile = write("Modelfile.one", "FROM tiny\nSYSTEM Be brief.\nPARAMETER temperature 0\n");

        assertThat(run("create", "one", "-f", modelfile.toString()).exitCode()).isZero();
        assertThat(names()).contains("one", "tiny");
        assertThat(run("show", "one", "--system").out()).isEqualTo("Be brief.\n");
        assertThat(run("show", "one", "--parameters").out()).isEqualTo("temperature 0\n");
        assertThat(run("run", "one", QUESTION).out()).contains("Paris");

        assertThat(run("cp", "one", "one:copy").exitCode()).isZero();
        assertThat(names()).contains("one", "one:copy");
        assertThat(run("list").out()).contains("one:copy");
        assertThat(run("rm", "one", "one:copy").exitCode()).isZero();

        assertThat(names()).contains("tiny").doesNotContain("one", "one:copy");
        assertThat(run("show", "one").exitCode()).isEqualTo(3);
        assertThat(Installation.tiny()).exists();
    }

    @Test
    void theModelfileThatIsShownMakesTheSameModel() throws Exception {
        create("first", "FROM tiny\nSYSTEM \"\"\"You are\n\"brief\".\"\"\"\nPARAMETER stop \" x\"\nMESSAGE user Hi\n");
        Path shown =
                write("Modelfile.shown", run("show", "first", "--modelfile").out());

        assertThat(run("create", "second", "-f", shown.toString()).exitCode()).isZero();

        assertThat(run("show", "second", "--modelfile").out())
                .isEqualTo(run("show", "first", "--modelfile").out());
    }

    @Test
    void aStopTextEndsTheAnswer() throws Exception {
        create("stopped", "FROM tiny\nPARAMETER temperature 0\nPARAMETER stop Paris");

        assertThat(answer("stopped")).isEqualTo("The capital of France is ");
    }

    @Test
    void aPromptThatDoesNotFitIntoItsContextIsRefused() throws Exception {
        create("short", "FROM tiny\nPARAMETER num_ctx 256");
        String prompt = "one two three ".repeat(150);

        HttpProbe.Answer answer = generate("short", prompt);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(generate("tiny", prompt).status()).isEqualTo(200);
        assertThat(details("short").get("context_size").asInt()).isEqualTo(256);
    }

    @Test
    void aTemplateInGosLanguageWordsThePrompt() throws Exception {
        create(
                "go",
                "FROM tiny\nPARAMETER temperature 0\nTEMPLATE \"\"\"{{ range .Messages }}<|im_start|>{{ .Role }}\n"
                        + "{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n\"\"\"");
        create(
                "stubborn",
                "FROM tiny\nPARAMETER temperature 0\nTEMPLATE \"\"\"{{ if .Prompt }}<|im_start|>user\n" + QUESTION
                        + "<|im_end|>\n<|im_start|>assistant\n{{ end }}\"\"\"");

        assertThat(answer("go")).isEqualTo(PARIS);
        assertThat(generate("stubborn", "Say anything else.")
                        .json()
                        .get("response")
                        .asText())
                .isEqualTo(PARIS);
    }

    @Test
    void messagesComeBeforeEveryConversation() throws Exception {
        create("spoken", "FROM tiny\nMESSAGE user Hello\nMESSAGE assistant Hello! How can I help you today?");

        int plain = generate("tiny", QUESTION).json().get("prompt_tokens").asInt();
        int spoken = generate("spoken", QUESTION).json().get("prompt_tokens").asInt();

        assertThat(spoken).isGreaterThan(plain + 10);
    }

    @Test
    void adaptersAreAppliedWithTheirScales() throws Exception {
        Path folder = Files.createDirectories(SANDBOX.folder().resolve("lora"));
        TinyAdapter.write(folder.resolve("strong.gguf"), 1);
        TinyAdapter.write(folder.resolve("opposite.gguf"), -1);
        Files.copy(Installation.tiny(), folder.resolve("base.gguf"));
        String base = "FROM ./base.gguf\nPARAMETER temperature 0\n";
        create("lora-none", base + "ADAPTER ./strong.gguf 0");
        create("lora-one", base + "ADAPTER strong.gguf");
        create("lora-both", base + "ADAPTER strong.gguf\nADAPTER opposite.gguf 1");

        assertThat(answer("lora-none")).isEqualTo(PARIS);
        assertThat(answer("lora-one")).isNotEqualTo(PARIS);
        assertThat(answer("lora-both")).isEqualTo(PARIS);
        assertThat(details("lora-both").get("files")).hasSize(3);
    }

    @Test
    void aFileWithAnotherDigestIsRefusedAtFirstAndLater() throws Exception {
        Path file = Files.copy(Installation.tiny(), SANDBOX.folder().resolve("own.gguf"));
        String digest = FileCheck.digest(file).toString();
        String wrong = digest.substring(0, digest.length() - 1) + (digest.endsWith("0") ? "1" : "0");

        HttpProbe.Answer refused = post("own", "FROM ./own.gguf\nDIGEST " + wrong, null);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.body()).contains(file + " has the digest " + digest);
        create("own", "FROM ./own.gguf\nPARAMETER temperature 0\nDIGEST " + digest);
        assertThat(answer("own")).isEqualTo(PARIS);

        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-02T03:04:05Z")));

        assertThat(generate("own", QUESTION).body()).contains("is no longer the file that own was made of");
        Files.copy(Installation.tiny(), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(answer("own")).isEqualTo(PARIS);
    }

    @Test
    void aSmallerCopyAnswersTheSame() throws Exception {
        CountingModel.write(SANDBOX.folder().resolve("counting.gguf"));
        create("counting", "FROM counting.gguf");

        HttpProbe.Answer made = post("counting:small", "FROM counting", "q8_0");

        List<String> lines =
                made.lines().stream().map(line -> line.get("status").asText()).toList();
        assertThat(lines).startsWith("verifying", "quantizing 0%").endsWith("quantizing 100%", "success");
        JsonNode details = details("counting:small");
        assertThat(details.get("quantization").asText()).isEqualTo("Q8_0");
        assertThat(details.get("size_bytes").asLong())
                .isLessThan(details("counting").get("size_bytes").asLong() / 2);
        assertThat(count("counting:small")).isEqualTo(count("counting")).isNotEmpty();
        Path file = Path.of(details.get("path").asText());
        assertThat(file).startsWith(SANDBOX.cache()).exists();

        assertThat(run("rm", "counting:small").exitCode()).isZero();

        assertThat(file).doesNotExist();
        assertThat(SANDBOX.folder().resolve("counting.gguf")).exists();
        assertThat(run("cache", "prune", "--yes").out()).contains("every file is needed");
    }

    @Test
    void whatIsQuantizedAlreadyIsNotQuantizedAgain() throws Exception {
        Sandbox.Result made = run(
                "create", "twice", "-f", write("Modelfile.twice", "FROM tiny").toString(), "--quantize", "Q4_0");

        assertThat(made.exitCode()).isEqualTo(1);
        assertThat(made.err()).contains("is quantized already, to Q8_0");
        assertThat(names()).doesNotContain("twice");
        assertThat(SANDBOX.cache().resolve("_created/twice-Q4_0.gguf")).doesNotExist();
    }

    @Test
    void whatOtherToolsHaveIsUsedWhereItLies() throws Exception {
        writeOllama();
        Path hub = writeHub();

        JsonNode all = probe().get("/api/models?all=true").json().get("models");

        assertThat(all.findValuesAsText("alias")).anyMatch(name -> name.startsWith("hf:org/hubs"));
        assertThat(all.findValuesAsText("origin")).contains("Ollama", "Hugging Face", "bundled");
        assertThat(names()).noneMatch(name -> name.startsWith("hf:org/hubs") || name.startsWith("theirs"));
        assertThat(answer("org/hubs")).isEqualTo(PARIS);
        assertThat(answer("theirs:3m")).isEqualTo("The capital of France is ");
        assertThat(run("list", "--all").out()).contains("theirs:3m");
        assertThat(probe().exchange("DELETE", "/api/models/theirs:3m", "").status())
                .isEqualTo(400);

        create("ours", "FROM theirs:3m\nSYSTEM Be brief.");
        assertThat(run("rm", "ours").exitCode()).isZero();
        assertThat(answer("theirs:3m")).isEqualTo("The capital of France is ");
        assertThat(hub).exists();
    }

    /** A model of Ollama's with parameters. */
    private static void writeOllama() throws IOException {
        Path ollama = Path.of(SANDBOX.variables().get("OLLAMA_MODELS"));
        Path blobs = Files.createDirectories(ollama.resolve("blobs"));
        Path parameters = write("parameters.json", "{\"stop\":[\"Paris\"],\"temperature\":0}");
        String layers = layer(blobs, "model", Installation.tiny()) + "," + layer(blobs, "params", parameters);
        Path manifests = Files.createDirectories(ollama.resolve("manifests/registry.ollama.ai/library/theirs"));
        Files.writeString(manifests.resolve("3m"), "{\"schemaVersion\":2,\"layers\":[" + layers + "]}");
    }

    private static String layer(Path blobs, String type, Path content) throws IOException {
        String digest = FileCheck.digest(content).toString();
        Files.copy(content, blobs.resolve(digest.replace(':', '-')));
        return "{\"mediaType\":\"application/vnd.ollama.image.%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(type, digest, Files.size(content));
    }

    /** A model in the cache of Hugging Face's own library. */
    private static Path writeHub() throws IOException {
        Path repository = Path.of(SANDBOX.variables().get("HF_HOME")).resolve("hub/models--org--hubs");
        String commit = "0123456789abcdef0123456789abcdef01234567";
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), commit);
        Path snapshot = Files.createDirectories(repository.resolve("snapshots").resolve(commit));
        return Files.copy(Installation.tiny(), snapshot.resolve("tiny-Q8_0.gguf"));
    }

    private static void create(String name, String modelfile) throws Exception {
        HttpProbe.Answer answer = post(name, modelfile, null);
        assertThat(answer.body()).contains("\"status\":\"success\"");
        assertThat(names()).contains(name);
    }

    /** Paths in it begin in the sandbox, or where its adapters lie. */
    private static HttpProbe.Answer post(String name, String modelfile, @Nullable String quantization)
            throws IOException {
        Path folder = name.startsWith("lora") ? SANDBOX.folder().resolve("lora") : SANDBOX.folder();
        ObjectNode body = new JsonMapper()
                .createObjectNode()
                .put("name", name)
                .put("modelfile", modelfile)
                .put("directory", folder.toString())
                .put("quantize", quantization);
        return probe().post("/api/models/create", body.toString());
    }

    private static String answer(String model) throws IOException {
        HttpProbe.Answer answer = generate(model, QUESTION);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("response").asText();
    }

    /** Greedy, where the model does not say so itself. */
    private static HttpProbe.Answer generate(String model, String prompt) throws IOException {
        String body = "{\"model\":\"%s\",\"prompt\":\"%s\",\"max_tokens\":30%s}";
        String greedy = model.contains("hubs") || model.equals("tiny") ? ",\"temperature\":0" : "";
        return probe().post("/api/generate", body.formatted(model, prompt, greedy));
    }

    private static String count(String model) throws IOException {
        String body = "{\"model\":\"%s\",\"prompt\":\"a\",\"raw\":true,\"max_tokens\":20,\"temperature\":0}";
        return probe().post("/api/generate", body.formatted(model))
                .json()
                .get("response")
                .asText();
    }

    private static JsonNode details(String model) throws IOException {
        return probe().get("/api/models/" + model).json();
    }

    /** What shell completion reads. */
    private static List<String> names() throws IOException {
        return Files.readAllLines(SANDBOX.home().resolve("names"));
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(SANDBOX.folder().resolve(name), text);
    }

    private static Sandbox.Result run(String... arguments) throws Exception {
        return SANDBOX.run(arguments);
    }

    private static HttpProbe probe() {
        return HttpProbe.unix(SANDBOX.socket());
    }
}
