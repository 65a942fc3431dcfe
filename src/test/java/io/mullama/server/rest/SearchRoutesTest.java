package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import io.mullama.hub.Fault;
import io.mullama.hub.http.HubAccess;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of models that could be pulled, by a daemon that may take 4 GB and asks a hub of the test's own. */
class SearchRoutesTest {
    private static final long BILLION = 1_000_000_000;

    @SuppressWarnings("NullAway.Init")
    private FakeHub hub;

    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void open() throws IOException {
        hub = FakeHub.start();
        routes = new ServedRoutes(
                Map.of(Setting.MEMORY_LIMIT, "4GB"), new HubAccess(hub.endpoint(), Optional.empty(), false));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
        hub.close();
    }

    @Test
    void aSearchMarksWhatFits() throws IOException {
        hub.repository("org/Wide-GGUF")
                .parameters(3 * BILLION)
                .file("w-Q4_K_M.gguf", FakeContent.generated(10, 1))
                .file("w-F16-00001-of-00002.gguf", FakeContent.generated(10, 2))
                .file("w-F16-00002-of-00002.gguf", FakeContent.generated(10, 3))
                .file("README.md", "Read me");

        JsonNode hit = routes.get("/api/search?q=wide").json().at("/models/0");

        assertThat(hit.get("name").asText()).isEqualTo("hf:org/Wide-GGUF");
        JsonNode files = hit.get("files");
        assertThat(files).hasSize(2);
        assertThat(files.at("/0/quantization").asText()).isEqualTo("Q4_K_M");
        assertThat(files.at("/0/size_bytes").asLong()).isBetween(17 * BILLION / 10, 19 * BILLION / 10);
        assertThat(files.at("/0/fits").asText()).isEqualTo("yes");
        assertThat(files.at("/0/is_default").asBoolean()).isTrue();
        assertThat(files.at("/0/pull").asText()).isEqualTo("hf:org/Wide-GGUF:Q4_K_M");
        assertThat(files.at("/1/parts").asInt()).isEqualTo(2);
        assertThat(files.at("/1/size_bytes").asLong()).isEqualTo(6 * BILLION);
        assertThat(files.at("/1/fits").asText()).isEqualTo("no");
    }

    @Test
    void aShortNameIsJudgedByItsParameters() throws IOException {
        JsonNode models = routes.get("/api/search").json().get("models");
        assertThat(fits(models, "llama3.2:1b")).isEqualTo("yes");
        assertThat(fits(models, "llama3.1:70b")).isEqualTo("no");
    }

    private static String fits(JsonNode models, String name) {
        for (JsonNode model : models) {
            if (model.get("name").asText().equals(name)) {
                return model.at("/files/0/fits").asText();
            }
        }
        return "there is no " + name;
    }

    @Test
    void nothingFoundGetsTheNearestShortName() throws IOException {
        JsonNode answer = routes.get("/api/search?q=llmaa3.2").json();
        assertThat(answer.get("models")).isEmpty();
        assertThat(answer.at("/warnings/0").asText()).startsWith("did you mean llama3.2");
    }

    @Test
    void aRepositoryTellsEachFileWithWhatItNeeds() throws IOException {
        hub.repository("org/Model-GGUF")
                .tags("license:apache-2.0")
                .parameters(2000)
                .file("m-Q8_0.gguf", FakeContent.generated(2000, 1))
                .file("m-Q4_K_M.gguf", FakeContent.generated(1000, 2))
                .file("mmproj-m-F16.gguf", FakeContent.generated(500, 3));
        Path here = routes.fixture.store.cache().place("org/Model-GGUF", Optional.empty(), "m-Q8_0.gguf");
        Files.createDirectories(here.getParent());
        Files.write(here, new byte[2000]);

        JsonNode info = routes.get("/api/info?model=hf:org/Model-GGUF").json();

        assertThat(info.get("repository").asText()).isEqualTo("org/Model-GGUF");
        assertThat(info.get("license").asText()).isEqualTo("apache-2.0");
        assertThat(info.get("parameters").asLong()).isEqualTo(2000);
        assertThat(info.get("architecture").asText()).isEqualTo("llama");
        assertThat(info.get("downloads").asLong()).isEqualTo(3456);
        assertThat(info.get("likes").asLong()).isEqualTo(12);
        assertThat(info.get("updated_at").asText()).isEqualTo("2025-01-31T12:00:00Z");
        assertThat(info.get("memory_bytes").asLong()).isEqualTo(4L << 30);
        assertThat(info.get("files")).hasSize(2);
        assertThat(info.at("/files/0/pull").asText()).isEqualTo("hf:org/Model-GGUF:Q4_K_M");
        assertThat(info.at("/files/0/size_bytes").asLong()).isEqualTo(1500);
        assertThat(info.at("/files/0/is_default").asBoolean()).isTrue();
        assertThat(info.at("/files/0/here").asBoolean()).isFalse();
        assertThat(info.at("/files/1/here").asBoolean()).isTrue();
        assertThat(info.at("/files/1/fits").asText()).isEqualTo("yes");
    }

    @Test
    void aGatedRepositoryIsShownToEverybody() throws IOException {
        hub.repository("org/Gated").gated("auto").file("g-Q4_0.gguf", FakeContent.generated(1000, 1));
        JsonNode info = routes.get("/api/info?model=hf:org/Gated").json();
        assertThat(info.get("gated").asBoolean()).isTrue();
        assertThat(info.get("files")).hasSize(1);
    }

    @Test
    void withoutTheHubAShortNameTellsWhatItKnows() throws IOException {
        hub.fault(Fault.status(500)).always();
        JsonNode info = routes.get("/api/info?model=llama3.2:1b").json();
        assertThat(info.get("repository").asText()).contains("Llama-3.2-1B");
        assertThat(info.get("files")).isEmpty();
        assertThat(info.at("/warnings/0").asText()).endsWith("; this is what the short name tells");
        assertThat(routes.get("/api/info?model=hf:org/None").status()).isEqualTo(502);
    }

    @Test
    void aNameOfNoRepositoryIsRefusedWithAHint() throws IOException {
        HttpProbe.Answer unknown = routes.get("/api/info?model=lama3.2:1b");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/hint").asText()).isEqualTo("did you mean llama3.2:1b?");
        assertThat(routes.get("/api/info?model=tiny").json().at("/error/hint").asText())
                .isEqualTo("see what it is with: mullama show tiny");
        assertThat(routes.get("/api/info").status()).isEqualTo(400);
    }
}
