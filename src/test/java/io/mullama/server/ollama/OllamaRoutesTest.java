package io.mullama.server.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OllamaRoutesTest {
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void modelsAreListedByNamesWithTagsByWhichTheyAreFound() throws IOException {
        routes.fixture.pulled("qwen:small", "org/repo/a.gguf");
        routes.fixture.pulled("hf:org/repo:Q4_K_M", "org/repo/b.gguf");

        List<JsonNode> models =
                List.copyOf(iterable(routes.get("/api/tags").json().get("models")));

        assertThat(models)
                .extracting(model -> model.get("name").asText())
                .containsExactlyInAnyOrder("tiny:latest", "big:latest", "qwen:small", "hf.co/org/repo:Q4_K_M");
        for (JsonNode model : models) {
            assertThat(model.get("model")).isEqualTo(model.get("name"));
            assertThat(model.get("digest").asText()).matches("[0-9a-f]{64}");
            assertThat(model.get("details").get("family").asText()).isEqualTo("llama");
            assertThat(Instant.parse(model.get("modified_at").asText())).isAfter(Instant.EPOCH);
            assertThat(show(model.get("name").asText()).status()).isEqualTo(200);
        }
    }

    @Test
    void equalModelsOfDifferentNamesHaveOneDigest() throws IOException {
        routes.fixture.pulled("one", "org/repo/a.gguf");
        assertThat(routes.send("/api/copy", "{'source':'one','destination':'two'}")
                        .status())
                .isEqualTo(200);

        assertThat(tag("two:latest").get("digest")).isEqualTo(tag("one:latest").get("digest"));
        assertThat(tag("one:latest").get("digest"))
                .isNotEqualTo(tag("tiny:latest").get("digest"));
    }

    @Test
    void aModelIsShownWithItsMetadata() throws IOException {
        routes.fixture.write(
                "shown",
                new GgufBuilder()
                        .text("general.name", "Shown")
                        .text("tokenizer.chat_template", "{{ messages }}")
                        .u32("llama.context_length", 128)
                        .real("llama.rope.freq_base", 0.1f));

        JsonNode model = show("shown").json();

        assertThat(model.get("model_info"))
                .hasToString("{\"llama.context_length\":128,\"llama.rope.freq_base\":0.1,"
                        + "\"general.architecture\":\"llama\",\"general.parameter_count\":64}");
        assertThat(model.get("template").asText()).isEqualTo("{{ messages }}");
        assertThat(model.get("capabilities")).hasToString("[\"completion\"]");
        assertThat(model.has("tensors")).isFalse();
        assertThat(routes.send("/api/show", "{'name':'shown','verbose':true}")
                        .json()
                        .get("tensors"))
                .hasToString("[{\"name\":\"output_norm.weight\",\"type\":\"F32\",\"shape\":[64]}]");
    }

    @Test
    void whatIsLoadedIsListedWithItsEnd() throws IOException {
        assertThat(routes.get("/api/ps").body()).isEqualTo("{\"models\":[]}");
        routes.use("tiny");

        JsonNode model = routes.get("/api/ps").json().get("models").get(0);

        assertThat(model.get("name").asText()).isEqualTo("tiny:latest");
        assertThat(model.get("size").asLong()).isPositive();
        assertThat(model.get("size_vram").asLong()).isZero();
        assertThat(model.get("context_length").asInt()).isEqualTo(512);
        assertThat(Instant.parse(model.get("expires_at").asText())).isAfter(Instant.EPOCH);
    }

    @Test
    void aModelThatIsKeptForEverEndsWhenOllamaSaysSo() throws IOException {
        assertThat(routes.send("/api/generate", "{'model':'tiny','prompt':'','keep_alive':-1}")
                        .status())
                .isEqualTo(200);

        JsonNode model = routes.get("/api/ps").json().get("models").get(0);

        assertThat(Instant.parse(model.get("expires_at").asText())).isAfter(Instant.parse("2300-01-01T00:00:00Z"));
    }

    @Test
    void theVersionIsMullamasAndThatOfOllamasApi() throws IOException {
        assertThat(routes.get("/api/version").body()).isEqualTo("{\"version\":\"1.2.3\"}");
        assertThat(routes.get("/").body()).isEqualTo("mullama is running");
        try (ServedRoutes ollama = new ServedRoutes(Map.of(Setting.OLLAMA, "true"))) {
            assertThat(ollama.get("/api/version").json().get("version").asText())
                    .isEqualTo("0.15.0");
            assertThat(ollama.get("/").body()).isEqualTo("Ollama is running");
            assertThat(ollama.probe().exchange("HEAD", "/", "").status()).isEqualTo(200);
            assertThat(ollama.probe().exchange("HEAD", "/api/tags", "").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aModelIsCopiedAndDeleted() throws IOException {
        HttpProbe.Answer copied = routes.send("/api/copy", "{'source':'tiny:latest','destination':'mine'}");
        assertThat(copied.status()).isEqualTo(200);
        assertThat(copied.body()).isEmpty();
        assertThat(show("mine:latest").status()).isEqualTo(200);

        assertThat(delete("{\"model\":\"mine:latest\"}").status()).isEqualTo(200);
        assertThat(delete("{\"name\":\"mine\"}").status()).isEqualTo(404);
        assertThat(routes.send("/api/copy", "{'source':'none','destination':'mine'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nothingIsPushed() throws IOException {
        HttpProbe.Answer answer = routes.send("/api/push", "{'model':'me/mine'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("'me/mine' cannot be pushed: mullama only pulls models");
    }

    @Test
    void aModelIsMadeOfAnother() throws IOException {
        HttpProbe.Answer answer = routes.send(
                "/api/create",
                "{'model':'mario','from':'tiny','system':'You are Mario.',"
                        + "'parameters':{'temperature':0.3,'stop':['a \\u0022b','c']},"
                        + "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'It is me'}],"
                        + "'template':'{{ .Prompt }}','license':'MIT','wombat':1}");

        assertThat(answer.lines())
                .extracting(line -> line.get("status").asText())
                .containsExactly("reading model metadata", "verifying", "writing manifest", "success");
        assertThat(answer.lines().get(3).get("warnings")).hasToString("[\"'wombat' is not known and was ignored\"]");
        JsonNode model = show("mario").json();
        assertThat(model.get("system").asText()).isEqualTo("You are Mario.");
        assertThat(model.get("template").asText()).isEqualTo("{{ .Prompt }}");
        assertThat(model.get("license").asText()).isEqualTo("MIT");
        assertThat(model.get("messages")).hasSize(2);
        assertThat(model.get("parameters").asText())
                .isEqualTo("temperature                    0.3\n"
                        + "stop                           \"a \\\"b\"\n"
                        + "stop                           \"c\"");
    }

    @Test
    void aCreationWithoutLinesTellsItsEnd() throws IOException {
        assertThat(routes.send("/api/create", "{'model':'mine','from':'tiny','stream':false}")
                        .body())
                .isEqualTo("{\"status\":\"success\"}");
        assertThat(routes.send("/api/create", "{'model':'old','modelfile':'FROM tiny','stream':false}")
                        .body())
                .isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void aModelIsMadeOfAnUploadedFile() throws IOException {
        Path blob = blob("00", new GgufBuilder().text("general.architecture", "llama"));
        Path images = blob("11", new GgufBuilder().text("general.architecture", "clip"));

        HttpProbe.Answer answer = routes.send(
                "/api/create",
                "{'model':'mine','files':{'m.gguf':'%s','v.gguf':'%s'},'stream':false}"
                        .formatted(digest("00"), digest("11")));

        assertThat(answer.body()).isEqualTo("{\"status\":\"success\"}");
        assertThat(routes.get("/api/models/mine").json().get("files"))
                .hasToString("[\"" + blob + "\",\"" + images + "\"]");
        assertThat(delete("{\"model\":\"mine\"}").status()).isEqualTo(200);
        assertThat(blob).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'mine'}                            | 400 | neither 'from' nor 'files' names a model",
                "{'from':'tiny'}                             | 400 | model is required",
                "{'model':'mine','from':'none'}              | 404 | Model 'none' not found",
                "{'model':'a/b','from':'tiny'}               | 400 | cannot be the name of a model of your own",
                "{'model':'mine','from':'tiny','parameters':{'wombat':1}} | 400 | 'wombat' is no parameter",
                "{'model':'mine','files':{'a':'sha256:2222222222222222222222222222222222222222222222222222222222222222'}}"
                        + " | 400 | which is not here"
            })
    void whatCannotBeMadeIsSaid(String body, int status, String message) throws IOException {
        HttpProbe.Answer answer = routes.send("/api/create", body.replaceFirst("\\{", "{'stream':false,"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("error").get("message").asText()).contains(message);
    }

    @Test
    void aFileThatIsNoModelIsSaid() throws IOException {
        Files.write(blobPath("33"), new byte[] {1, 2, 3});

        HttpProbe.Answer answer =
                routes.send("/api/create", "{'model':'mine','files':{'m.safetensors':'%s'}}".formatted(digest("33")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("m.safetensors cannot be a part of a model");
    }

    @Test
    void severalModelsAreTooMany() throws IOException {
        blob("44", new GgufBuilder().text("general.architecture", "llama"));
        blob("55", new GgufBuilder().text("general.architecture", "llama"));

        assertThat(routes.send(
                                "/api/create",
                                "{'model':'m','files':{'a':'%s','b':'%s'}}".formatted(digest("44"), digest("55")))
                        .body())
                .contains("'files' has 2 models, and a model is made of one");
    }

    @Test
    void embeddingsHaveOllamasMembers() throws IOException {
        JsonNode answer = routes.send("/api/embed", "{'model':'tiny','input':['ab','c'],'options':{'num_ctx':8}}")
                .json();

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("model", "embeddings", "total_duration", "load_duration", "prompt_eval_count");
        assertThat(answer.get("embeddings")).hasToString("[[2.0,0.5],[1.0,0.5]]");
        assertThat(answer.get("total_duration").asLong()).isPositive();
        assertThat(routes.engine().embedded().get(0).truncate()).isTrue();
    }

    @Test
    void whatHasNoEffectOnVectorsIsTold() throws IOException {
        String rest = ",'options':{'num_ctx':8192,'temperature':0.5,'num_gpu':1},'wombat':1}";
        JsonNode embed =
                routes.send("/api/embed", "{'model':'big','input':'a'" + rest).json();
        JsonNode embeddings = routes.send("/api/embeddings", "{'model':'big','prompt':'a'" + rest)
                .json();

        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
        assertThat(routes.fixture.loader.lastSource().room()).isEqualTo(8192);
        assertThat(embed.get("warnings"))
                .hasToString("[\"'wombat' is not known and was ignored\","
                        + "\"'options.temperature' is not known and was ignored\","
                        + "\"'num_ctx' asks for 8192 tokens, and the context of big has room for 512\"]");
        assertThat(embeddings.get("warnings")).isEqualTo(embed.get("warnings"));
    }

    @Test
    void anEmptyTextAmongOthersIsEmbedded() throws IOException {
        assertThat(routes.send("/api/embed", "{'model':'tiny','input':['ab','']}")
                        .json()
                        .get("embeddings"))
                .hasToString("[[2.0,0.5],[0.0,0.5]]");
    }

    @Test
    void moreDimensionsThanThereAreAreAllOfThem() throws IOException {
        routes.fixture.write("short", new GgufBuilder().u32("llama.embedding_length", 64));
        for (int dimensions : new int[] {-1, 0, 8, 64, 65}) {
            assertThat(routes.send("/api/embed", "{'model':'short','input':'a','dimensions':" + dimensions + "}")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(routes.engine().embedded())
                .extracting(request -> request.dimensions().orElse(0))
                .containsExactly(0, 0, 8, 0, 0);
    }

    @Test
    void anEmptyInputLoadsTheModel() throws IOException {
        JsonNode answer = routes.send("/api/embed", "{'model':'tiny'}").json();

        assertThat(answer.get("embeddings")).isEmpty();
        assertThat(routes.get("/api/ps").json().get("models")).hasSize(1);
    }

    @Test
    void theOlderRouteForEmbeddingsAnswersOldAndNewClients() throws IOException {
        JsonNode old = routes.send("/api/embeddings", "{'model':'tiny','prompt':'abc'}")
                .json();

        assertThat(old.get("embedding")).hasToString("[3.0,0.5]");
        assertThat(old.get("embeddings")).hasToString("[[3.0,0.5]]");
        assertThat(routes.send("/api/embeddings", "{'model':'tiny','input':'abc'}")
                        .json()
                        .has("embedding"))
                .isFalse();
        assertThat(routes.send("/api/embeddings", "{'model':'tiny','prompt':''}")
                        .body())
                .isEqualTo("{\"embedding\":[]}");
    }

    @Test
    void aPullOfNothingIsAnError() throws IOException {
        HttpProbe.Answer answer = routes.send("/api/pull", "{'model':'no-such-model','insecure':true}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(routes.send("/api/pull", "{}").body()).contains("model is required");
    }

    @Test
    void aPullThatFailsTellsSoInItsLastLine() throws IOException {
        HttpProbe.Answer answer = routes.send("/api/pull", "{'model':'llama3.2:1b'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.lines().get(0)).hasToString("{\"status\":\"pulling manifest\"}");
        assertThat(answer.lines().get(answer.lines().size() - 1).has("error")).isTrue();
    }

    @Test
    void aFileThatIsGoneHidesNoOtherModels() throws IOException {
        Path file =
                Files.copy(routes.fixture.files.getPath("/models/tiny.gguf"), routes.fixture.files.getPath("/x.gguf"));
        assertThat(routes.send("/api/models/load", "{'alias':'gone','path':'/x.gguf'}")
                        .status())
                .isEqualTo(200);
        Files.delete(file);

        assertThat(routes.get("/api/tags").status()).isEqualTo(200);
        assertThat(tag("tiny:latest").get("digest").asText()).hasSize(64);
        assertThat(show("gone").status()).isEqualTo(200);
    }

    private Path blob(String byteOfDigest, GgufBuilder header) throws IOException {
        return Files.write(
                blobPath(byteOfDigest),
                header.tensor("output_norm.weight", GgmlType.F32, 64).build());
    }

    private Path blobPath(String byteOfDigest) throws IOException {
        Path folder = Files.createDirectories(routes.fixture.files.getPath("/cache/_blobs"));
        return folder.resolve(digest(byteOfDigest).replace(':', '-'));
    }

    private static String digest(String byteOfIt) {
        return "sha256:" + byteOfIt.repeat(32);
    }

    private JsonNode tag(String name) throws IOException {
        for (JsonNode model : routes.get("/api/tags").json().get("models")) {
            if (model.get("name").asText().equals(name)) {
                return model;
            }
        }
        throw new AssertionError("no model " + name);
    }

    private HttpProbe.Answer show(String model) throws IOException {
        return routes.send("/api/show", "{'model':'" + model + "'}");
    }

    private HttpProbe.Answer delete(String body) throws IOException {
        return routes.probe().exchange("DELETE", "/api/delete", body);
    }

    private static List<JsonNode> iterable(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }
}
