package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.api.CreateRequest;
import io.mullama.engine.Adapter;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.ValueType;
import io.mullama.server.ServedRoutes;
import io.mullama.store.FileCheck;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateRoutesTest {
    private ServedRoutes routes;
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        folder = Files.createDirectories(routes.fixture.files.getPath("/home/ada"));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aModelIsMadeInLinesAsAPullIs() throws IOException {
        HttpProbe.Answer answer = create("mine", "FROM tiny\nSYSTEM Be brief.\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: application/x-ndjson");
        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().get(0)).hasToString("{\"status\":\"verifying\"}");
        assertThat(answer.lines().get(1).get("status").asText()).isEqualTo("success");
        assertThat(answer.lines().get(1).get("model").asText()).isEqualTo("mine");
        assertThat(details("mine").get("system").asText()).isEqualTo("Be brief.");
        assertThat(details("mine").get("origin").asText()).isEqualTo("mullama");
    }

    @Test
    void theModelfileThatIsShownMakesTheSameModel() throws IOException {
        Files.write(folder.resolve("a.gguf"), adapter());
        Files.write(folder.resolve("p.gguf"), adapter());
        routes.fixture.pulled("pulled", "org/repo/m.gguf");
        create(
                "mine",
                "FROM pulled\nADAPTER a.gguf 0.5\nADAPTER \"a.gguf\"\nVISION_PROJECTOR ./p.gguf\n"
                        + "PARAMETER temperature 0.5\nPARAMETER stop \" a\"\nPARAMETER stop b\nPARAMETER num_ctx 256\n"
                        + "TEMPLATE \"\"\"{{ .System }}\n{{ .Prompt }} \"\"\"\nSYSTEM \"\"\"one\n\"two\"\"\"\"\n"
                        + "MESSAGE user Hi\nMESSAGE assistant Hello\nLICENSE MIT\nGPU_LAYERS auto\nTHINKING seed\n"
                        + "CAPABILITY tools\nAUTHOR Ada\nFLASH_ATTENTION on\n");
        JsonNode first = details("mine");

        create("again", first.get("modelfile").asText());
        JsonNode second = details("again");

        assertThat(first.get("modelfile").asText()).startsWith("FROM /cache/org/repo/m.gguf\nDIGEST sha256:");
        assertThat(second.get("files").toString())
                .isEqualTo("[\"/cache/org/repo/m.gguf\",\"/home/ada/p.gguf\",\"/home/ada/a.gguf\","
                        + "\"/home/ada/a.gguf\"]");
        for (String field : List.of("modelfile", "template", "system", "options", "license", "capabilities", "files")) {
            assertThat(second.get(field)).as(field).isEqualTo(first.get(field));
        }
    }

    @Test
    void aModelOfAModelHasItsRecipeTooWhereItSaysNothing() throws IOException {
        create("one", "FROM tiny\nSYSTEM one\nPARAMETER stop a\nPARAMETER top_k 3\nLICENSE MIT");

        create("two", "FROM one\nPARAMETER stop b\nLICENSE Apache");

        JsonNode two = details("two");
        assertThat(two.get("system").asText()).isEqualTo("one");
        assertThat(two.get("options").toString()).isEqualTo("[\"top_k 3\",\"stop b\"]");
        assertThat(two.get("license").asText()).isEqualTo("MIT\n\nApache");
    }

    @Test
    void adaptersAndOptionsReachTheEngine() throws IOException {
        Files.write(folder.resolve("a.gguf"), adapter());
        create("mine", "FROM tiny\nADAPTER ./a.gguf 0\nADAPTER a.gguf\nGPU_LAYERS 5\nFLASH_ATTENTION off");

        routes.use("mine");

        Path adapter = folder.resolve("a.gguf");
        assertThat(routes.fixture.loader.lastSource().options().adapters())
                .containsExactly(new Adapter(adapter, 0), new Adapter(adapter, 1));
        assertThat(routes.fixture.loader.lastSource().options().gpuLayers()).hasValue(5);
        assertThat(routes.fixture.loader.lastSource().options().flashAttention())
                .hasValue(false);
    }

    @Test
    void aSplitModelIsTakenWithAllItsParts() throws IOException {
        Path first = part(0);
        Path second = part(1);
        create("mine", "FROM ./big-00001-of-00002.gguf");
        create("yours", details("mine").get("modelfile").asText());

        assertThat(details("yours").get("files").toString()).isEqualTo("[\"" + first + "\",\"" + second + "\"]");
        assertThat(routes.get("/api/models/" + first.toString().replace("/", "%2F"))
                        .json()
                        .get("files")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aModelIsMadeAnewOfItself() throws IOException {
        Path file = routes.fixture.pulled("mine", "org/repo/m.gguf");

        create("mine", "FROM mine\nSYSTEM one");
        create("mine", "FROM mine\nPARAMETER top_k 3");

        assertThat(file).exists();
        assertThat(details("mine").get("system").asText()).isEqualTo("one");
        assertThat(details("mine").get("options").toString()).isEqualTo("[\"top_k 3\"]");
    }

    @Test
    void aBundledModelsNameMayBeGivenToAnotherAndComesBack() throws IOException {
        create("tiny", "FROM tiny\nSYSTEM mine");
        assertThat(details("tiny").get("system").asText()).isEqualTo("mine");
        assertThat(details("tiny").get("path").asText()).isEqualTo("/models/tiny.gguf");

        assertThat(routes.delete("/api/models/tiny").body())
                .isEqualTo("{\"status\":\"deleted\",\"alias\":\"tiny\",\"files\":[]}");

        assertThat(details("tiny").has("system")).isFalse();
        assertThat(details("tiny").get("origin").asText()).isEqualTo("bundled");
    }

    @Test
    void whatAModelfileOrARequestSaysInVainIsWarnedOf() throws IOException {
        HttpProbe.Answer answer = routes.send(
                "/api/models/create", "{'name':'mine','modelfile':'FROM tiny\\nPARAMETER num_keep 5','force':1}");

        assertThat(answer.lines().get(0).get("status").asText())
                .startsWith("warning: ")
                .contains("num_keep");
        assertThat(answer.lines().get(2).get("warnings").toString())
                .isEqualTo("[\"'force' is not known and was ignored\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'modelfile':'FROM tiny'}|name|'name' is missing",
                "{'name':'x'}|modelfile|'modelfile' is missing",
                "{'name':[],'modelfile':'FROM tiny'}|name|'name' must be a string, not a list",
                "{'name':'x','modelfile':1}|modelfile|'modelfile' must be a string, not 1",
                "{'name':'x','modelfile':'FROM tiny','directory':1}|directory|'directory' must be a string, not 1",
                "{'name':'x','modelfile':'FROM tiny','quantize':1}|quantize|'quantize' must be a string, not 1",
                "{'name':'x','modelfile':'FROM tiny','token':1}|token|'token' must be a string, not 1",
                "{'name':'a/b','modelfile':'FROM tiny'}|name|'a/b' cannot be the name of a model of your own",
                "{'name':'/x.gguf','modelfile':'FROM tiny'}|name|'/x.gguf' cannot be the name of a model of your own",
                "{'name':'x','modelfile':'FROM tiny','directory':'here'}|directory"
                        + "|'directory' must be a path from the root, not 'here'",
                "{'name':'x','modelfile':'FROM tiny','directory':'/a\\u0000b'}|directory"
                        + "|'directory' must be a path from the root, not '/a\u0000b'"
            })
    void aFieldThatIsWrongIsNamed(String body, String field, String message) throws IOException {
        HttpProbe.Answer answer = routes.send("/api/models/create", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo(field);
        assertThat(message(answer)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SYSTEM x|400|the Modelfile has no FROM",
                "FROM tiny;PARAMETER top_k x|400|Modelfile line 2, column 17: top_k must be a whole number from 0 on,"
                        + " not 'x'",
                "FROM tiny;TEMPLATE {% if %}|400|the chat template of mine:1:7: unexpected",
                "FROM tinny|404|Model 'tinny' not found",
                "FROM ./gone.gguf|404|the Modelfile's FROM names /home/ada/gone.gguf, which is no file",
                "FROM ~/ada/gone.gguf|404|the Modelfile's FROM names /home/ada/gone.gguf, which is no file",
                "FROM ../ada|404|the Modelfile's FROM names /home/ada, which is no file",
                "FROM tiny;ADAPTER gone.gguf|404|the Modelfile's ADAPTER names /home/ada/gone.gguf, which is no file",
                "FROM tiny;VISION_PROJECTOR gone.gguf|404|the Modelfile's VISION_PROJECTOR names"
                        + " /home/ada/gone.gguf, which is no file",
                "FROM tiny;DIGEST sha256:0000000000000000000000000000000000000000000000000000000000000000|500"
                        + "|/models/tiny.gguf has the digest sha256:"
            })
    void whatCannotBeMadeIsSaidAndLeavesNoModel(String modelfile, int status, String message) throws IOException {
        HttpProbe.Answer answer = create("mine", modelfile.replace(';', '\n'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(message(answer)).startsWith(message);
        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
    }

    @Test
    void anAdapterThatWouldNotLoadIsTheLastLine() throws IOException {
        Files.writeString(folder.resolve("poem.gguf"), "Shall I compare thee to a summer's day?");

        HttpProbe.Answer answer = create("mine", "FROM tiny\nADAPTER poem.gguf");

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().get(1).get("error").get("message").asText())
                .startsWith("/home/ada/poem.gguf would not load: not a GGUF file");
        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
    }

    @Test
    void aRelativePathNeedsTheFolder() throws IOException {
        HttpProbe.Answer answer =
                routes.send("/api/models/create", "{'name':'mine','modelfile':'FROM tiny\\nADAPTER a.gguf'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("the Modelfile's ADAPTER is a relative path, and 'directory' is missing");
    }

    @Test
    void aModelWithTheRightDigestIsKeptToIt() throws IOException {
        Path file = Files.copy(routes.fixture.folder.resolve("tiny.gguf"), folder.resolve("own.gguf"));
        String digest = FileCheck.digest(file).toString();
        create("mine", "FROM ./own.gguf\nDIGEST " + digest);
        routes.use("mine");

        Files.write(
                file, new GgufBuilder().text("general.architecture", "other").build());

        HttpProbe.Answer answer = routes.send("/api/embeddings", "{'model':'mine','input':'x'}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(message(answer))
                .isEqualTo("/home/ada/own.gguf is no longer the file that mine was made of: its digest is another");
    }

    @Test
    void aSmallerCopyIsMadeAndToldOf() throws IOException {
        HttpProbe.Answer answer = create("mine", "FROM tiny\nSYSTEM one", "q8_0");

        assertThat(answer.lines().stream()
                        .map(line -> line.get("status").asText())
                        .toList())
                .startsWith("verifying", "quantizing 0%")
                .endsWith("quantizing 100%", "success");
        assertThat(details("mine").get("path").asText()).isEqualTo("/cache/_created/mine-Q8_0.gguf");
        assertThat(details("mine").get("system").asText()).isEqualTo("one");
        assertThat(routes.delete("/api/models/mine").body()).contains("/cache/_created/mine-Q8_0.gguf");
    }

    @Test
    void anUnknownQuantizationIsRefused() throws IOException {
        HttpProbe.Answer answer = create("mine", "FROM tiny", "q9");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("there is no quantization 'q9'");
    }

    @Test
    void aCopyThatAnotherModelHasIsNotOverwritten() throws IOException {
        create("mine", "FROM tiny", "q8_0");
        routes.send("/api/models/copy", "{'source':'mine','destination':'yours'}");
        Path before = routes.fixture.files.getPath("/cache/_created/mine-Q8_0.gguf");
        byte[] content = Files.readAllBytes(before);

        create("mine", "FROM big", "q8_0");

        assertThat(details("mine").get("path").asText()).isEqualTo("/cache/_created/mine-Q8_0-2.gguf");
        assertThat(details("yours").get("path").asText()).isEqualTo(before.toString());
        assertThat(before).hasBinaryContent(content);
    }

    @Test
    void aCopyThatIsMadeAnewIsLoadedAnew() throws IOException {
        create("mine", "FROM tiny", "q8_0");
        routes.use("mine");

        create("mine", "FROM big", "q8_0");
        routes.use("mine");

        assertThat(routes.fixture.loader.loads()).isEqualTo(2);
        assertThat(files()).containsExactly("mine-Q8_0-2.gguf");
    }

    @Test
    void aModelIsQuantizedFromItself() throws IOException {
        create("mine", "FROM tiny", "q8_0");

        assertThat(create("mine", "FROM mine", "q8_0").body()).contains("success");

        assertThat(files()).containsExactly("mine-Q8_0-2.gguf");
    }

    @Test
    void aCopyThatFailsLeavesNothing() throws IOException {
        routes.quantizer.fail("it is quantized already");

        HttpProbe.Answer answer = create("mine", "FROM tiny", "q8_0");

        List<JsonNode> lines = answer.lines();
        assertThat(lines.get(lines.size() - 1).get("error").get("message").asText())
                .isEqualTo("it is quantized already");
        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
        assertThat(Files.exists(routes.fixture.files.getPath("/cache/_created")))
                .isFalse();
    }

    @Test
    void whatIsBeingMadeIsNotPruned() throws Exception {
        routes.quantizer.shut();
        CompletableFuture<HttpProbe.Answer> created =
                routes.post("/api/models/create", request("mine", "FROM tiny", "q8_0"));
        Awaitility.await().until(() -> !files().isEmpty());

        assertThat(routes.send("/api/cache/prune", "").json().get("unneeded")).isEmpty();

        assertThat(files()).containsExactly("mine-Q8_0.gguf");
        routes.quantizer.open();
        assertThat(ServedRoutes.get(created).body()).contains("success");
        assertThat(routes.send("/api/cache/prune", "").json().get("unneeded")).isEmpty();
        assertThat(files()).containsExactly("mine-Q8_0.gguf");
    }

    @Test
    void twoWhoMakeTheSameAtOnceEachGetIt() throws Exception {
        routes.quantizer.shut();
        CompletableFuture<HttpProbe.Answer> one =
                routes.post("/api/models/create", request("mine", "FROM tiny", "q8_0"));
        CompletableFuture<HttpProbe.Answer> two =
                routes.post("/api/models/create", request("mine", "FROM tiny", "q8_0"));
        Awaitility.await().until(() -> files().size() == 2);
        routes.quantizer.open();

        assertThat(ServedRoutes.get(one).body()).contains("success");
        assertThat(ServedRoutes.get(two).body()).contains("success");
        assertThat(files()).hasSize(1);
        assertThat(details("mine").get("path").asText()).endsWith(files().get(0));
    }

    @Test
    void aClientThatGoesAwayGetsNoModelAndLeavesNoFile() throws Exception {
        routes.quantizer.shut();
        try (SocketChannel client =
                routes.probe().send("POST", "/api/models/create", request("mine", "FROM tiny", "q8_0"))) {
            Awaitility.await().until(() -> !files().isEmpty());
            assertThat(client.isConnected()).isTrue();
        }

        Awaitility.await().until(() -> routes.activity.active() == 0);
        routes.quantizer.open();

        Awaitility.await().until(() -> files().isEmpty());
        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own.gguf", "./own.gguf", "../ada/own.gguf", "/home/ada/own.gguf", "~/ada/own.gguf"})
    void aPathBeginsAtTheModelfilesFolder(String from) throws IOException {
        Files.copy(routes.fixture.folder.resolve("tiny.gguf"), folder.resolve("own.gguf"));

        create("mine", "FROM " + from);

        assertThat(details("mine").get("path").asText()).isEqualTo("/home/ada/own.gguf");
    }

    @Test
    void whatWasPulledIsNotLostToAModelOfThatName() throws IOException {
        Path file = routes.fixture.pulled("mine", "org/repo/m.gguf");

        HttpProbe.Answer answer = create("mine", "FROM tiny");

        assertThat(answer.lines()
                        .get(answer.lines().size() - 1)
                        .get("error")
                        .get("code")
                        .asText())
                .isEqualTo("model_exists");
        assertThat(answer.body()).contains("Model 'mine' was pulled, and would be lost");
        assertThat(file).exists();
        assertThat(create("mine", "FROM mine\nSYSTEM Be brief.").body()).contains("\"success\"");
        assertThat(file).exists();
    }

    @Test
    void aModelWhoseThinkingIsOffDoesNotSayThatItThinks() throws IOException {
        create("mine", "FROM tiny\nTEMPLATE \"\"\"{% if enable_thinking %}<think></think>{% endif %}\"\"\"");
        assertThat(capability("mine")).isTrue();

        create("mine", "FROM mine\nTHINKING off");
        assertThat(capability("mine")).isFalse();
    }

    private boolean capability(String model) throws IOException {
        return routes.get("/api/models/" + model)
                .json()
                .get("capabilities")
                .get("thinking")
                .asBoolean();
    }

    private HttpProbe.Answer create(String name, String modelfile) throws IOException {
        return routes.probe()
                .post(
                        "/api/models/create",
                        new CreateRequest(name, modelfile, folder.toString(), null, null)
                                .toJson()
                                .toString());
    }

    private HttpProbe.Answer create(String name, String modelfile, String quantization) throws IOException {
        return routes.probe().post("/api/models/create", request(name, modelfile, quantization));
    }

    private String request(String name, String modelfile, String quantization) {
        return new CreateRequest(name, modelfile, folder.toString(), quantization, null)
                .toJson()
                .toString();
    }

    private JsonNode details(String name) throws IOException {
        return routes.get("/api/models/" + name).json();
    }

    private List<String> files() throws IOException {
        Path made = routes.fixture.files.getPath("/cache/_created");
        if (!Files.exists(made)) {
            return List.of();
        }
        try (var files = Files.list(made)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] adapter() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .tensor("a", GgmlType.F32, 64)
                .build();
    }

    private Path part(int number) throws IOException {
        byte[] content = new GgufBuilder()
                .text("general.architecture", "llama")
                .key("split.count", ValueType.U16, new byte[] {2, 0})
                .key("split.no", ValueType.U16, new byte[] {(byte) number, 0})
                .tensor("blk." + number + ".attn_q.weight", GgmlType.F32, 64, 64)
                .build();
        return Files.write(folder.resolve("big-0000%d-of-00002.gguf".formatted(number + 1)), content);
    }

    private static String message(HttpProbe.Answer answer) throws IOException {
        return answer.json().get("error").get("message").asText();
    }
}
