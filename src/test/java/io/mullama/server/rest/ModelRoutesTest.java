package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelRoutesTest {
    private static final String PULLED = "hf:org/repo:Q4_K_M";
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

    /** It shows tools, reads their calls, and marks thoughts. */
    private static final String TEMPLATE = "{% if tools %}{{ tools | tojson }}{% endif %}"
            + "{% for m in messages %}<think>{{ m.content }}</think>{% for c in m.tool_calls %}<tool_call>"
            + "{{ c.function | tojson }}</tool_call>{% endfor %}{% endfor %}";

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
    void aModelIsToldOfInTheContractsFieldsAndOurs() throws IOException {
        routes.fixture.write(
                "rich",
                new GgufBuilder()
                        .u32("llama.context_length", 2048)
                        .u32("llama.embedding_length", 128)
                        .u32("llama.vocab_size", 1000)
                        .text("general.license", "mit")
                        .text("general.license.link", "https://example.org/mit")
                        .text("tokenizer.chat_template", TEMPLATE));
        Path file = routes.fixture.folder.resolve("rich.gguf");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-02T03:04:05Z")));

        HttpProbe.Answer answer = routes.get("/api/models/rich");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(("{'alias':'rich','path':'/models/rich.gguf','parameters':64,'context_size':2048,"
                                + "'gpu_layers':0,'is_default':false,'active_requests':0,"
                                + "'architecture':'LlamaForCausalLM','vocab_size':1000,"
                                + "'capabilities':{'vision':false,'tools':true,'thinking':true,'json':true,"
                                + "'completion':true,'embedding':false,'insert':false,'rerank':false},'loaded':false,"
                                + "'size_bytes':" + Files.size(file) + ",'quantization':'F32','family':'llama',"
                                + "'origin':'bundled','status':'available','modified_at':'2025-01-02T03:04:05Z',"
                                + "'context_length':2048,'embedding_length':128,"
                                + "'license':'mit\\nhttps://example.org/mit',"
                                + "'template':'" + TEMPLATE + "','options':[],"
                                + "'modelfile':'FROM /models/rich.gguf\\n','files':['/models/rich.gguf']}")
                        .replace('\'', '"'));
    }

    @Test
    void theListTellsWhatIsLoadedAndWhatCouldBe() throws IOException {
        routes.fixture.pulled(PULLED, "org/repo/m.gguf");
        routes.use("tiny");

        JsonNode models = routes.get("/api/models").json().get("models");

        assertThat(models.findValuesAsText("alias")).containsExactly("tiny", "big", PULLED);
        assertThat(models.findValuesAsText("loaded")).containsExactly("true", "false", "false");
        assertThat(models.findValuesAsText("context_size")).containsExactly("512", "4096", "2048");
        assertThat(models.findValuesAsText("gpu_layers")).containsExactly("7", "0", "0");
        assertThat(models.findValuesAsText("is_default")).containsExactly("true", "false", "false");
        assertThat(models.findValuesAsText("origin")).containsExactly("bundled", "bundled", "mullama");
        assertThat(models.findValuesAsText("active_requests")).containsExactly("0", "0", "0");
    }

    @Test
    void whatOtherToolsHaveIsListedWhereItIsAskedFor() throws IOException {
        Path repository = routes.fixture.home.resolve(".cache/huggingface/hub/models--a--b");
        String commit = "0123456789abcdef0123456789abcdef01234567";
        Path file = Files.createDirectories(repository.resolve("snapshots").resolve(commit))
                .resolve("x-Q8_0.gguf");
        Files.writeString(Files.createDirectories(repository.resolve("refs")).resolve("main"), commit);
        Files.copy(routes.fixture.folder.resolve("tiny.gguf"), file);

        assertThat(aliases("/api/models")).containsExactly("big", "tiny");
        assertThat(aliases("/api/models?all=false")).containsExactly("big", "tiny");
        assertThat(aliases("/api/models?all=true")).hasSize(3).last().asString().startsWith("hf:a/b");
        String theirs = aliases("/api/models?all=true").get(2);

        HttpProbe.Answer deleted = routes.delete("/api/models/" + theirs);

        assertThat(deleted.status()).isEqualTo(400);
        assertThat(message(deleted)).isEqualTo(theirs + " belongs to Hugging Face, and is only read");
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {PULLED, "hf%3Aorg%2Frepo%3AQ4_K_M", "hf%3Aorg/repo:q4_k_m", "org/repo:Q4_K_M"})
    void aNameMayHoldColonsAndSlashesEncodedOrNot(String path) throws IOException {
        routes.fixture.pulled(PULLED, "org/repo/m.gguf");

        JsonNode details = routes.get("/api/models/" + path).json();

        assertThat(details.get("alias").asText()).isEqualTo(PULLED);
        assertThat(details.get("repository").asText()).isEqualTo("org/repo@0123abcd");
        assertThat(details.get("modelfile").asText()).startsWith("FROM /cache/org/repo/m.gguf\nDIGEST sha256:");
    }

    @Test
    void aFileIsToldOfByItsPath() throws IOException {
        assertThat(routes.get("/api/models/%2Fmodels%2Ftiny.gguf")
                        .json()
                        .get("origin")
                        .asText())
                .isEqualTo("file");
    }

    @Test
    void aFamilysNameMeansTheModelOfItThatIsUsual() throws IOException {
        routes.fixture.pulled("llama3.2:3b", "org/repo/m.gguf");

        assertThat(routes.get("/api/models/llama3.2").json().get("alias").asText())
                .isEqualTo("llama3.2:3b");
        assertThat(routes.get("/api/models/llama3.2:latest").status()).isEqualTo(200);
        assertThat(routes.get("/api/models/llama3.2:1b").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tinny|404|model_not_found|Model 'tinny' not found|did you mean tiny?",
                "llama3.2:1b|404|model_not_pulled|Model 'llama3.2:1b' is not on this machine yet"
                        + "|get it with: mullama pull llama3.2:1b",
                "qwen2.5:77b|404|model_not_found|Model 'qwen2.5:77b' not found|did you mean qwen2.5:7b?",
                "org/repo|404|model_not_pulled|Model 'hf:org/repo' is not on this machine yet"
                        + "|get it with: mullama pull hf:org/repo",
                "%2Fno.gguf|404|model_not_found|there is no file /no.gguf|give the path of a GGUF file",
                "con|400|invalid_request|'con' is no model's name: 'con' cannot be its name"
                        + "|choose another word: it would mislead a file system"
            })
    void whatIsNotHereIsNeitherShownNorDeleted(String name, int status, String code, String message, String hint)
            throws IOException {
        for (HttpProbe.Answer answer :
                List.of(routes.get("/api/models/" + name), routes.delete("/api/models/" + name))) {
            JsonNode error = answer.json().get("error");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(error.get("code").asText()).isEqualTo(code);
            assertThat(error.get("message").asText()).isEqualTo(message);
            assertThat(error.get("hint").asText()).isEqualTo(hint);
        }
    }

    @Test
    void deletingTakesTheNameAndTheFileAway() throws IOException {
        Path file = routes.fixture.pulled(PULLED, "org/repo/m.gguf");

        HttpProbe.Answer answer = routes.delete("/api/models/hf%3Aorg%2Frepo:Q4_K_M");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"deleted\",\"alias\":\"hf:org/repo:Q4_K_M\","
                        + "\"files\":[\"/cache/org/repo/m.gguf\"]}");
        assertThat(file).doesNotExist();
        assertThat(aliases("/api/models")).containsExactly("big", "tiny");
    }

    @Test
    void aLoadedModelIsUnloadedWhenItsAnswersAreDoneAndThenDeleted() throws Exception {
        Path file = routes.fixture.pulled("mine", "org/repo/m.gguf");
        CompletableFuture<HttpProbe.Answer> asked =
                routes.post("/api/generate", "{\"model\":\"mine\",\"prompt\":\"Hi\"}");
        routes.awaitGeneration(0);

        CompletableFuture<HttpProbe.Answer> deleted = CompletableFuture.supplyAsync(() -> {
            try {
                return routes.delete("/api/models/mine");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        Awaitility.await()
                .until(() ->
                        !routes.get("/api/models/mine").json().get("loaded").asBoolean());
        assertThat(deleted).isNotDone();
        assertThat(file).exists();
        routes.awaitGeneration(0).emit(END);
        assertThat(ServedRoutes.get(asked).status()).isEqualTo(200);
        assertThat(ServedRoutes.get(deleted).status()).isEqualTo(200);
        assertThat(routes.engine().closes()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatAnotherNameHasStaysAndStaysLoaded() throws IOException {
        Path file = routes.fixture.pulled("mine", "org/repo/m.gguf");
        copy("mine", "yours");
        routes.use("yours");

        assertThat(routes.delete("/api/models/mine").body())
                .isEqualTo("{\"status\":\"deleted\",\"alias\":\"mine\",\"files\":[]}");

        assertThat(file).exists();
        assertThat(routes.engine().closes()).isZero();
        assertThat(routes.delete("/api/models/yours").body()).contains("/cache/org/repo/m.gguf");
        assertThat(file).doesNotExist();
        assertThat(routes.engine().closes()).isEqualTo(1);
    }

    @Test
    void whatMayNotBeDeletedStaysLoadedToo() throws IOException {
        routes.use("tiny");
        routes.use("/models/tiny.gguf");

        HttpProbe.Answer bundled = routes.delete("/api/models/tiny");
        HttpProbe.Answer file = routes.delete("/api/models/%2Fmodels%2Ftiny.gguf");

        assertThat(bundled.status()).isEqualTo(400);
        assertThat(message(bundled)).isEqualTo("tiny is a part of mullama, and stays");
        assertThat(file.status()).isEqualTo(400);
        assertThat(message(file)).isEqualTo("/models/tiny.gguf is a file of yours");
        assertThat(routes.engine().closes()).isZero();
    }

    @Test
    void aDefaultThatIsDeletedIsNoLongerOne() throws IOException {
        routes.fixture.pulled("mine", "org/repo/m.gguf");
        routes.send("/api/models/load", "{'alias':'mine','set_default':true}");

        routes.delete("/api/models/mine");

        assertThat(routes.send("/api/embeddings", "{'input':'x'}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "mine"})
    void whatIsHereAndComesFromNowhereIsPulledAlready(String name) throws IOException {
        copy("tiny", "mine");

        assertThat(routes.send("/api/models/pull", "{'name':'" + name + "'}").body())
                .isEqualTo("{\"status\":\"success\",\"model\":\"" + name + "\",\"repo\":\"\",\"size_bytes\":"
                        + Files.size(routes.fixture.folder.resolve("tiny.gguf"))
                        + ",\"warnings\":[\"'" + name
                        + "' is on this machine already, and there is nothing to pull it from\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/models/pull|{'name':'..'}|name",
                "/api/models/pull|{'model':'..'}|model",
                "/api/models/load|{'alias':'..'}|alias",
                "/api/models/load|{'alias':'a','path':'..'}|path",
                "/api/models/copy|{'source':'..','destination':'a'}|source",
                "/api/models/copy|{'source':'tiny','destination':'..'}|destination",
                "/api/models/create|{'name':'..','modelfile':'FROM tiny'}|name",
                "/api/models/../unload||name",
                "/api/defaults/../use||name",
                "/api/embeddings|{'model':'..','input':'x'}|model",
                "/api/chat|{'model':'..','messages':[]}|model"
            })
    void aNameThatCanBeNoneIsSaidOfTheFieldItStandsIn(String path, String body, String field) throws IOException {
        HttpProbe.Answer answer = routes.send(path, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("'..' is no model's name: '..' cannot be its name");
        assertThat(answer.json().at("/error/param").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/generate|{'prompt':'x'}|model|'model' is missing, and there is no default model",
                "/api/generate|{'model':'tiny','prompt':'x','stop':{}}|stop"
                        + "|'stop' must be a string or a list of strings, not an object",
                "/api/embeddings|{'model':'tiny','input':5}|input|'input' must be a string or a list of strings, not 5",
                "/api/embeddings|{'model':'tiny','input':''}|input|'input' must not be empty",
            })
    void anErrorNamesTheFieldThatItIsAbout(String path, String body, String field, String message) throws IOException {
        HttpProbe.Answer answer = routes.send(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo(message);
        assertThat(answer.json().at("/error/param").asText()).isEqualTo(field);
    }

    @Test
    void aPromptThatIsTooLongIsSaidOfItsField() throws IOException {
        String text = "x".repeat(600);

        HttpProbe.Answer prompt = routes.send("/api/generate", "{'model':'tiny','prompt':'" + text + "'}");
        HttpProbe.Answer messages =
                routes.send("/api/chat", "{'model':'tiny','messages':[{'role':'user','content':'" + text + "'}]}");

        assertThat(prompt.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(prompt.json().at("/error/param").asText()).isEqualTo("prompt");
        assertThat(messages.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(messages.json().at("/error/param").asText()).isEqualTo("messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./m.gguf", "../m.gguf", "~/m.gguf"})
    void aPathThatBeginsAtNoRootIsRefused(String path) throws IOException {
        HttpProbe.Answer answer = routes.send("/api/models/load", "{'alias':'a','path':'" + path + "'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error"))
                .hasToString("{\"message\":\"'" + path + "' is no path from the root, and paths in requests must be"
                        + " absolute\",\"type\":\"invalid_request\",\"code\":\"invalid_request\",\"param\":\"path\","
                        + "\"hint\":\"write it as /home/me/model.gguf\"}");
    }

    @Test
    void aFileThatIsNoModelIsNotQuoted() throws IOException {
        Files.writeString(routes.fixture.folder.resolve("passwd"), "root:x:0:0");

        HttpProbe.Answer answer = routes.send("/api/models/load", "{'alias':'a','path':'/models/passwd'}");

        assertThat(answer.body()).contains("not a GGUF file").doesNotContain("root");
    }

    @Test
    void aParameterOfTheListThatIsWrongIsNamed() throws IOException {
        HttpProbe.Answer answer = routes.get("/api/models?all=maybe");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("'all' must be true or false, not maybe");
        assertThat(answer.json().at("/error/param").asText()).isEqualTo("all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/models", "/api/models/tiny", "/api/search"})
    void aParameterThatIsNotKnownIsWarnedOf(String path) throws IOException {
        assertThat(routes.get(path + "?every=1").json().at("/warnings/0").asText())
                .isEqualTo("'every' is not known and was ignored");
    }

    @Test
    void aCopyIsTheSameByAnotherName() throws IOException {
        routes.fixture.pulled(PULLED, "org/repo/m.gguf");

        HttpProbe.Answer answer = copy(PULLED, "mine:small");
        assertThat(copy("tiny", "mine:small").body())
                .isEqualTo("{\"error\":{\"message\":\"Model 'mine:small' exists already\",\"type\":\"conflict\","
                        + "\"code\":\"model_exists\","
                        + "\"hint\":\"choose another name, or remove it first: mullama rm mine:small\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"copied\",\"alias\":\"mine:small\"}");
        JsonNode copy = routes.get("/api/models/mine:small").json();
        assertThat(copy.get("path").asText()).isEqualTo("/cache/org/repo/m.gguf");
        assertThat(copy.get("repository").asText()).isEqualTo("org/repo@0123abcd");
    }

    @Test
    void whatACopyOfDoesNotUnderstandIsWarnedOf() throws IOException {
        assertThat(routes.send("/api/models/copy", "{'source':'tiny','destination':'mine','force':true}")
                        .body())
                .isEqualTo("{\"status\":\"copied\",\"alias\":\"mine\","
                        + "\"warnings\":[\"'force' is not known and was ignored\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'destination':'x'}|source|'source' is missing",
                "{'source':'tiny'}|destination|'destination' is missing",
                "{'source':1,'destination':'x'}|source|'source' must be a string, not 1",
                "{'source':'tiny','destination':{}}|destination|'destination' must be a string, not an object",
                "{'source':'tiny','destination':'org/repo'}|destination|'org/repo' cannot be the name of a copy",
                "{'source':'tiny','destination':'/x.gguf'}|destination|'/x.gguf' cannot be the name of a copy"
            })
    void aCopysFieldThatIsWrongIsNamed(String body, String field, String message) throws IOException {
        HttpProbe.Answer answer = routes.send("/api/models/copy", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo(field);
        assertThat(message(answer)).isEqualTo(message);
    }

    @Test
    void whatIsNotHereIsNotCopied() throws IOException {
        HttpProbe.Answer answer = copy("tinny", "mine");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(message(answer)).isEqualTo("Model 'tinny' not found");
    }

    @Test
    void theDefaultsAreTheCatalog() throws IOException {
        JsonNode defaults = routes.get("/api/defaults").json();

        assertThat(defaults.size()).isGreaterThanOrEqualTo(60);
        assertThat(defaults.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "description",
                        "size_hint",
                        "tags",
                        "from",
                        "has_thinking",
                        "has_vision",
                        "has_tools",
                        "alias");
        assertThat(defaults)
                .filteredOn(entry -> entry.get("name").asText().equals("llama3.2-1b"))
                .first()
                .hasToString("{\"name\":\"llama3.2-1b\",\"description\":\"Meta Llama 3.2 1B - Fast and lightweight\","
                        + "\"size_hint\":\"1B\",\"tags\":[\"chat\",\"instruct\",\"fast\",\"lightweight\"],"
                        + "\"from\":\"hf:bartowski/Llama-3.2-1B-Instruct-GGUF\",\"has_thinking\":false,"
                        + "\"has_vision\":false,\"has_tools\":true,\"alias\":\"llama3.2:1b\"}");
    }

    @Test
    void aPersonsOwnDefaultsComeFirst() throws IOException {
        Files.writeString(
                routes.fixture.files.getPath("/aliases.toml"), "[mine]\nfrom = \"hf:org/repo\"\nsize = \"1B\"\n");

        JsonNode first = routes.get("/api/defaults").json().get(0);

        assertThat(first.get("name").asText()).isEqualTo("mine");
        assertThat(first.get("from").asText()).isEqualTo("hf:org/repo");
    }

    @Test
    void theCacheTellsOfWhatNobodyNeeds() throws IOException {
        Path needed = routes.fixture.pulled("mine", "org/repo/m.gguf");
        Path left = Files.write(needed.resolveSibling("x.gguf.part"), new byte[100]);

        assertThat(routes.get("/api/cache").body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":" + (Files.size(needed) + 100)
                        + ",\"unneeded\":[{\"path\":\"org/repo/x.gguf.part\",\"size_bytes\":100}]}");
        assertThat(left).exists();
    }

    @Test
    void pruningDeletesWhatNobodyNeeds() throws IOException {
        Path needed = routes.fixture.pulled("mine", "org/repo/m.gguf");
        Path left = Files.write(
                Files.createDirectories(routes.fixture.files.getPath("/cache/gone/repo"))
                        .resolve("x.gguf"),
                new byte[100]);

        HttpProbe.Answer answer = routes.send("/api/cache/prune", "");

        assertThat(answer.body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":" + Files.size(needed)
                        + ",\"unneeded\":[{\"path\":\"gone/repo/x.gguf\",\"size_bytes\":100}]}");
        assertThat(left).doesNotExist();
        assertThat(routes.fixture.files.getPath("/cache/gone")).doesNotExist();
        assertThat(needed).exists();
    }

    @Test
    void aCacheThatIsNotThereIsEmpty() throws IOException {
        String empty = "{\"path\":\"/cache\",\"size_bytes\":0,\"unneeded\":[]}";

        assertThat(routes.get("/api/cache").body()).isEqualTo(empty);
        assertThat(routes.send("/api/cache/prune", "").body()).isEqualTo(empty);
    }

    private HttpProbe.Answer copy(String from, String to) throws IOException {
        return routes.send("/api/models/copy", "{'source':'" + from + "','destination':'" + to + "'}");
    }

    private List<String> aliases(String path) throws IOException {
        return routes.get(path).json().get("models").findValuesAsText("alias");
    }

    private static String message(HttpProbe.Answer answer) throws IOException {
        return answer.json().get("error").get("message").asText();
    }
}
