package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /api/defaults/NAME/use}, with a hub that cannot be reached. */
final class DefaultUseTest {
    private static final String ALIAS = "llama3.2:1b";

    @SuppressWarnings("NullAway.Init")
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
    void aModelThatIsHereIsLoadedInTheBackgroundAndIsTheDefaultThen() throws IOException {
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        routes.fixture.loader.shut();

        HttpProbe.Answer answer = use("llama3.2-1b");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"loading\",\"model\":\"llama3.2:1b\",\"message\":"
                        + "\"llama3.2:1b is being loaded; GET /api/models tells how far it is\"}");
        awaitStatus("loading");
        assertThat(model().get("loaded").asBoolean()).isFalse();

        routes.fixture.loader.open();
        awaitStatus("loaded");

        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> model().get("is_default").asBoolean());
    }

    @Test
    void whoAsksAgainJoins() throws IOException {
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        routes.fixture.loader.shut();

        assertThat(use("llama3.2-1b").json().get("status").asText()).isEqualTo("loading");
        assertThat(use(ALIAS).json().get("status").asText()).isEqualTo("loading");
        routes.fixture.loader.open();
        awaitStatus("loaded");

        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    @Test
    void oneThatIsLoadedIsTheDefaultAtOnce() throws IOException {
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        routes.use(ALIAS);

        assertThat(use("llama3.2-1b").body())
                .isEqualTo("{\"status\":\"loaded\",\"model\":\"llama3.2:1b\",\"message\":"
                        + "\"llama3.2:1b is loaded, and the default model now\"}");
    }

    @Test
    void whatCannotBeLoadedIsToldOfUntilSomebodyAsksAgain() throws IOException {
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        routes.fixture.loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "it is damaged"));

        use("llama3.2-1b");
        awaitStatus("failed");

        assertThat(model().get("error"))
                .hasToString("{\"message\":\"it is damaged\",\"type\":\"model_error\",\"code\":\"model_load_failed\"}");

        use("llama3.2-1b");
        awaitStatus("loaded");

        assertThat(model().has("error")).isFalse();
    }

    @Test
    void aFailureIsOverOnceTheModelIsLoadedOrPulledOrDeleted() throws IOException {
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        fail();
        routes.use(ALIAS);
        routes.send("/api/models/" + ALIAS + "/unload", "");
        assertThat(model().get("status").asText()).isEqualTo("available");

        fail();
        routes.delete("/api/models/" + ALIAS);
        assertThat(routes.get("/api/models").body()).doesNotContain(ALIAS);

        use(ALIAS);
        awaitStatus("failed");
        routes.fixture.pulled(ALIAS, "org/repo/m.gguf");
        assertThat(model().get("status").asText()).isEqualTo("available");
    }

    private void fail() throws IOException {
        routes.fixture.loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "it is damaged"));
        use(ALIAS);
        awaitStatus("failed");
    }

    @Test
    void whatCannotBeDownloadedIsListedAsSuch() throws IOException {
        assertThat(use("llama3.2-1b").json().get("message").asText())
                .isEqualTo("llama3.2:1b is being downloaded from hf:bartowski/Llama-3.2-1B-Instruct-GGUF,"
                        + " and loaded then; GET /api/models tells how far it is");

        awaitStatus("failed");

        assertThat(model().get("path").asText()).isEmpty();
        assertThat(model().get("error").get("message").asText()).isNotBlank();
    }

    @Test
    void whatIsNoDefaultSaysSo() throws IOException {
        assertThat(use("lama3.2-1b").body())
                .isEqualTo("{\"error\":{\"message\":\"there is no default model 'lama3.2-1b'\",\"type\":\"not_found\","
                        + "\"code\":\"model_not_found\",\"hint\":\"did you mean llama3.2:1b?\"}}");
        assertThat(use("qqqqqqqqqqqqqqqqq").json().at("/error/hint").asText())
                .isEqualTo("GET /api/defaults tells which there are");
    }

    private HttpProbe.Answer use(String name) throws IOException {
        return routes.send("/api/defaults/" + name + "/use", "");
    }

    private void awaitStatus(String status) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Optional.ofNullable(model())
                        .filter(model -> model.get("status").asText().equals(status))
                        .isPresent());
    }

    private JsonNode model() throws IOException {
        for (JsonNode model : routes.get("/api/models").json().get("models")) {
            if (model.get("alias").asText().equals(ALIAS)) {
                return model;
            }
        }
        throw new AssertionError("not listed");
    }
}
