package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadRoutesTest {
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

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
    void loadingAnswersAsTheContractSays() throws IOException {
        HttpProbe.Answer answer = load("{'alias':'tiny'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"loaded\",\"alias\":\"tiny\",\"parameters\":64,"
                        + "\"context_size\":512,\"gpu_layers\":7}");
    }

    @Test
    void whatIsLoadedIsAConflict() throws IOException {
        routes.use("tiny");

        assertThat(load("{'alias':'tiny:latest','context_size':256}").body())
                .isEqualTo("{\"error\":{\"message\":\"Model 'tiny' is already loaded\",\"type\":\"conflict\","
                        + "\"code\":\"model_already_loaded\",\"hint\":\"unload it first to load it otherwise\"}}");
        assertThat(load("{'alias':'tiny'}").status()).isEqualTo(409);
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    @Test
    void ofThoseWhoLoadByOneNameAtOnceOneAloneDoes() throws Exception {
        List<CompletableFuture<HttpProbe.Answer>> answers = new ArrayList<>();
        for (String model : List.of("tiny", "big", "tiny", "big", "tiny", "big")) {
            answers.add(routes.post("/api/models/load", "{\"alias\":\"one\",\"path\":\"" + model + "\"}"));
        }

        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpProbe.Answer> answer : answers) {
            statuses.add(ServedRoutes.get(answer).status());
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void unloadingAnswersAsTheContractSays() throws IOException {
        load("{'alias':'tiny'}");

        HttpProbe.Answer answer = unload("tiny");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"unloaded\",\"alias\":\"tiny\"}");
        assertThat(routes.engine().closes()).isEqualTo(1);
    }

    @Test
    void unloadingWhatIsNotLoadedIsAConflict() throws IOException {
        HttpProbe.Answer answer = unload("tiny");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"Model 'tiny' is not loaded\",\"type\":\"conflict\","
                        + "\"code\":\"model_not_loaded\",\"hint\":\"GET /api/models tells what is\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing-like-it, model_not_found, Model 'nothing-like-it' not found",
        "llama3.2:1b, model_not_pulled, Model 'llama3.2:1b' is not on this machine yet",
        "hf:org/repo:Q4_K_M, model_not_pulled, Model 'hf:org/repo:Q4_K_M' is not on this machine yet"
    })
    void unloadingWhatIsNotHereSaysSo(String name, String code, String message) throws IOException {
        HttpProbe.Answer answer = unload(name);

        assertThat(answer.status()).isEqualTo(404);
        assertError(answer, code, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf:org/repo:Q4_K_M",
                "hf%3Aorg%2Frepo%3AQ4_K_M",
                "hf%3aorg/repo:q4_k_m",
                "org%2Frepo:Q4_K_M",
                "hf.co/org/repo:Q4_K_M"
            })
    void aNameIsAsPeopleTypeItEncodedOrNot(String path) throws IOException {
        routes.fixture.pulled("hf:org/repo:Q4_K_M", "org/repo/m.gguf");
        routes.use("hf:org/repo:Q4_K_M");

        assertThat(unload(path).status()).isEqualTo(200);
        assertThat(routes.engine().closes()).isEqualTo(1);
    }

    @Test
    void anAliasOfAFileLivesUntilItIsUnloaded() throws IOException {
        assertThat(load("{'alias':'mine','path':'/models/big.gguf'}").body()).contains("\"alias\":\"mine\"");
        assertThat(show("mine").get("path").asText()).isEqualTo("/models/big.gguf");
        assertThat(aliases()).containsExactly("mine", "big", "tiny");

        assertThat(unload("mine").body()).isEqualTo("{\"status\":\"unloaded\",\"alias\":\"mine\"}");

        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
        assertThat(aliases()).containsExactly("big", "tiny");
    }

    @Test
    void anAliasOutlivesItsModelsTimeInMemory() throws IOException {
        load("{'alias':'mine','path':'/models/big.gguf','keep_alive':60}");
        routes.fixture.timer.advance(Duration.ofMinutes(2));

        assertThat(show("mine").get("loaded").asBoolean()).isFalse();
        assertThat(aliases()).containsExactly("mine", "big", "tiny");
        routes.use("mine");
        assertThat(routes.fixture.loader.lastSource().file()).hasToString("/models/big.gguf");
        routes.fixture.timer.advance(Duration.ofMinutes(10));

        assertThat(unload("mine").json().get("error"))
                .hasToString("{\"message\":\"Model 'mine' is not loaded\",\"type\":\"conflict\","
                        + "\"code\":\"model_not_loaded\","
                        + "\"hint\":\"what POST /api/models/load said of it is forgotten\"}");
        assertThat(unload("mine").status()).isEqualTo(404);
    }

    @Test
    void anAliasOfAFileThatIsLoadedSharesItsEngine() throws IOException {
        load("{'alias':'tiny'}");

        assertThat(load("{'alias':'mine','path':'/models/tiny.gguf'}").status()).isEqualTo(200);

        routes.use("mine");
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    @Test
    void unloadingOneNameLeavesTheOthersOfTheSameModel() throws IOException {
        load("{'alias':'a','path':'/models/tiny.gguf'}");
        load("{'alias':'b','path':'/models/tiny.gguf'}");
        routes.use("tiny");

        assertThat(unload("a").body())
                .isEqualTo("{\"status\":\"unloaded\",\"alias\":\"a\",\"warnings\":"
                        + "[\"the memory stays in use: the same model is loaded as b, tiny\"]}");
        assertThat(routes.get("/api/models/a").status()).isEqualTo(404);
        assertThat(aliases()).containsExactly("b", "tiny", "big");
        assertThat(show("b").get("loaded").asBoolean()).isTrue();
        unload("tiny");
        assertThat(show("tiny").get("status").asText()).isEqualTo("available");
        assertThat(unload("tiny").status()).isEqualTo(409);
        assertThat(routes.engine().closes()).isZero();

        assertThat(unload("b").body()).isEqualTo("{\"status\":\"unloaded\",\"alias\":\"b\"}");

        assertThat(routes.engine().closes()).isEqualTo(1);
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    @Test
    void aCopyOfALoadedModelIsLoadedByItsOwnName() throws IOException {
        routes.send("/api/models/copy", "{'source':'tiny','destination':'mine'}");
        load("{'alias':'tiny'}");
        assertThat(show("mine").get("loaded").asBoolean()).isFalse();
        assertThat(unload("mine").status()).isEqualTo(409);

        assertThat(load("{'alias':'mine'}").status()).isEqualTo(200);

        assertThat(load("{'alias':'mine'}").status()).isEqualTo(409);
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
        unload("tiny");
        assertThat(show("tiny").get("loaded").asBoolean()).isFalse();
        assertThat(show("mine").get("loaded").asBoolean()).isTrue();
        assertThat(routes.engine().closes()).isZero();
        unload("mine");
        assertThat(routes.engine().closes()).isEqualTo(1);
    }

    @Test
    void anAliasThatIsLoadedIsNotGivenToAnotherFile() throws IOException {
        load("{'alias':'mine','path':'/models/tiny.gguf'}");

        assertThat(load("{'alias':'mine','path':'/models/big.gguf'}").status()).isEqualTo(409);

        assertThat(show("mine").get("path").asText()).isEqualTo("/models/tiny.gguf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models/tiny.gguf", "hf:org/repo"})
    void anAliasOfAFileIsAPlainName(String alias) throws IOException {
        HttpProbe.Answer answer = load("{'alias':'" + alias + "','path':'/models/big.gguf'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo("alias");
        assertError(answer, "invalid_request", "'" + alias + "' cannot be the alias of another file");
    }

    @Test
    void whatIsAskedForCountsUntilTheModelIsUnloaded() throws IOException {
        load("{'alias':'tiny','context_size':256,'gpu_layers':3,'keep_alive':'1m'}");
        assertThat(options().contextSize()).isEqualTo(OptionalInt.of(256));
        assertThat(options().gpuLayers()).isEqualTo(OptionalInt.of(3));

        routes.fixture.timer.advance(Duration.ofMinutes(2));
        routes.use("tiny");
        assertThat(options().contextSize()).isEqualTo(OptionalInt.of(256));

        unload("tiny");
        routes.use("tiny");
        assertThat(options()).isEqualTo(LoadOptions.NONE);
        assertThat(routes.fixture.loader.loads()).isEqualTo(3);
    }

    @Test
    void whatIsAskedForGoesBeforeTheModelsOwn() throws IOException {
        create("mine", "FROM tiny\\nPARAMETER num_ctx 300\\nPARAMETER num_gpu 2");
        load("{'alias':'mine'}");
        assertThat(options().contextSize()).isEqualTo(OptionalInt.of(300));
        assertThat(options().gpuLayers()).isEqualTo(OptionalInt.of(2));
        unload("mine");

        load("{'alias':'mine','context_size':200}");

        assertThat(options().contextSize()).isEqualTo(OptionalInt.of(200));
        assertThat(options().gpuLayers()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void aModelThatWasLoadedByHandCanBeMadeAnew() throws IOException {
        create("mine", "FROM tiny\\nSYSTEM one");
        load("{'alias':'mine','context_size':256}");

        create("mine", "FROM big\\nSYSTEM two");

        assertThat(show("mine").get("system").asText()).isEqualTo("two");
        assertThat(show("mine").get("path").asText()).isEqualTo("/models/big.gguf");
        routes.use("mine");
        assertThat(routes.fixture.loader.lastSource().file()).hasToString("/models/big.gguf");
        assertThat(options().contextSize()).isEqualTo(OptionalInt.of(256));
    }

    @Test
    void aFamilysNameMeansTheModelOfItThatIsUsual() throws IOException {
        routes.fixture.pulled("llama3.2:3b", "org/repo/m.gguf");

        assertThat(load("{'alias':'llama3.2','context_size':100}").body()).contains("\"alias\":\"llama3.2:3b\"");
        assertThat(unload("llama3.2").status()).isEqualTo(200);
        routes.use("llama3.2");

        assertThat(options()).isEqualTo(LoadOptions.NONE);
    }

    @Test
    void whatIsNotUnderstoodIsWarnedOf() throws IOException {
        JsonNode answer = load("{'alias':'tiny','mmproj':'/p.gguf','threads':3,'n_ctx':1}")
                .json();

        assertThat(answer.get("status").asText()).isEqualTo("loaded");
        assertThat(answer.get("warnings").toString())
                .isEqualTo("[\"'threads' is not known and was ignored\",\"'n_ctx' is not known and was ignored\","
                        + "\"'mmproj' has no effect: images are not supported yet\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|alias|'alias' is missing",
                "{'alias':3}|alias|'alias' must be a string, not 3",
                "{'alias':'tiny','path':[]}|path|'path' must be a string, not a list",
                "{'alias':'tiny','gpu_layers':true}|gpu_layers|'gpu_layers' must be an integer, not true",
                "{'alias':'tiny','context_size':'x'}|context_size|'context_size' must be an integer, not \"x\"",
                "{'alias':'tiny','context_size':1.5}|context_size|'context_size' must be an integer, not 1.5",
                "{'alias':'tiny','context_size':0}|context_size|'context_size' must be at least 1, not 0",
                "{'alias':'tiny','context_size':-9}|context_size|'context_size' must be at least 1, not -9",
                "{'alias':'tiny','mmproj':1}|mmproj|'mmproj' must be a string, not 1",
                "{'alias':'tiny','set_default':'yes'}|set_default|'set_default' must be true or false, not \"yes\"",
                "{'alias':'tiny','keep_alive':'soon'}|keep_alive|'keep_alive' must be a duration such as 30s, 5m, 1h,"
                        + " or -1 for ever, not soon",
                "{'alias':'..'}|alias|'..' is no model's name: '..' cannot be its name"
            })
    void aFieldThatIsWrongIsNamed(String body, String field, String message) throws IOException {
        HttpProbe.Answer answer = load(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo(field);
        assertError(answer, "invalid_request", message);
        assertThat(routes.fixture.loader.loads()).isZero();
    }

    @Test
    void whatIsNotHereIsNotLoaded() throws IOException {
        assertError(load("{'alias':'tinny'}"), "model_not_found", "Model 'tinny' not found");
        HttpProbe.Answer gone = load("{'alias':'mine','path':'/models/gone.gguf'}");

        assertThat(gone.status()).isEqualTo(404);
        assertError(gone, "model_not_found", "there is no file /models/gone.gguf");
        assertThat(aliases()).containsExactly("big", "tiny");
    }

    @Test
    void aModelMayBecomeTheDefault() throws IOException {
        load("{'alias':'big'}");

        load("{'alias':'tiny','set_default':true}");

        assertThat(show("tiny").get("is_default").asBoolean()).isTrue();
        assertThat(show("big").get("is_default").asBoolean()).isFalse();
        assertThat(routes.send("/api/embeddings", "{'input':'x'}")
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo("tiny");
    }

    @Test
    void aDefaultThatIsAnAliasEndsWithIt() throws IOException {
        load("{'alias':'mine','path':'/models/tiny.gguf','set_default':true}");
        assertThat(routes.send("/api/embeddings", "{'input':'x'}").status()).isEqualTo(200);

        unload("mine");

        assertError(
                routes.send("/api/embeddings", "{'input':'x'}"),
                "model_required",
                "'model' is missing, and there is no default model");
    }

    @Test
    void aDefaultThatIsStoredIsLoadedAgain() throws IOException {
        load("{'alias':'tiny','set_default':true}");
        unload("tiny");

        assertThat(routes.send("/api/embeddings", "{'input':'x'}").status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeLoadedLeavesNoAlias() throws IOException {
        routes.fixture.loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "no such architecture"));

        HttpProbe.Answer answer = load("{'alias':'mine','path':'/models/tiny.gguf','set_default':true}");

        assertThat(answer.status()).isEqualTo(500);
        assertError(answer, "model_load_failed", "no such architecture");
        assertThat(routes.get("/api/models/mine").status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeLoadedGoesByItsName() throws IOException {
        routes.fixture.loader.failNext(
                new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "/models/tiny.gguf cannot be loaded", "see the log"));

        assertError(load("{'alias':'tiny'}"), "model_load_failed", "Model 'tiny' cannot be loaded");
    }

    @Test
    void unloadingWaitsForAnswersUnderWay() throws Exception {
        CompletableFuture<HttpProbe.Answer> asked =
                routes.post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}");
        routes.awaitGeneration(0);

        CompletableFuture<HttpProbe.Answer> unloaded = routes.post("/api/models/tiny/unload", "");

        Awaitility.await().until(() -> !show("tiny").get("loaded").asBoolean());
        assertThat(unloaded).isNotDone();
        JsonNode going = routes.get("/api/models").json().get("models").get(0);
        assertThat(going.get("alias").asText()).isEqualTo("tiny");
        assertThat(going.get("status").asText()).isEqualTo("unloading");
        assertThat(going.get("active_requests").asInt()).isEqualTo(1);
        assertThat(show("tiny").get("status").asText()).isEqualTo("unloading");
        assertThat(routes.get("/metrics").body())
                .contains("\nmullama_models_loaded 1\n", "mullama_model_parameters{model=\"tiny\"} 64");
        assertThat(routes.engine().closes()).isZero();
        routes.awaitGeneration(0).emit(END);
        assertThat(ServedRoutes.get(asked).status()).isEqualTo(200);
        assertThat(ServedRoutes.get(unloaded).status()).isEqualTo(200);
        assertThat(routes.engine().closes()).isEqualTo(1);
    }

    @Test
    void aLoadedModelIsUnloadedThoughItsFileIsGone() throws IOException {
        load("{'alias':'mine','path':'/models/big.gguf'}");
        Files.delete(routes.fixture.folder.resolve("big.gguf"));

        assertThat(unload("mine").status()).isEqualTo(200);
    }

    private HttpProbe.Answer load(String body) throws IOException {
        return routes.send("/api/models/load", body);
    }

    private HttpProbe.Answer unload(String name) throws IOException {
        return routes.send("/api/models/" + name + "/unload", "");
    }

    private void create(String name, String modelfile) throws IOException {
        HttpProbe.Answer answer =
                routes.send("/api/models/create", "{'name':'" + name + "','modelfile':'" + modelfile + "'}");
        assertThat(answer.body()).contains("\"status\":\"success\"");
    }

    private JsonNode show(String name) throws IOException {
        return routes.get("/api/models/" + name).json();
    }

    private List<String> aliases() throws IOException {
        return routes.get("/api/models").json().get("models").findValuesAsText("alias");
    }

    private LoadOptions options() {
        return routes.fixture.loader.lastSource().options();
    }

    private static void assertError(HttpProbe.Answer answer, String code, String message) throws IOException {
        JsonNode error = answer.json().get("error");
        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("code").asText()).isEqualTo(code);
    }
}
