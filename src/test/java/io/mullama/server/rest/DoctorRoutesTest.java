package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.engine.Hardware;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code GET /api/doctor} in a file system in memory, of a machine that is made up. */
final class DoctorRoutesTest {
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
    void allThatADaemonNeedsIsLookedAt() throws IOException {
        JsonNode report = routes.get("/api/doctor").json();

        assertThat(report.get("findings").findValuesAsText("name"))
                .containsExactly(
                        "daemon",
                        "java",
                        "native_libraries",
                        "cpu",
                        "gpu",
                        "memory",
                        "endpoints",
                        "home",
                        "models",
                        "log");
        assertThat(finding("daemon").get("message").asText()).startsWith("mullama 1.2.3, process 1, starting for ");
        assertThat(finding("native_libraries").get("message").asText()).startsWith("llama.cpp 0.4.0 in /home/");
        assertThat(finding("cpu").get("message").asText()).endsWith(" processors; CPU : AVX2 = 1");
        assertThat(finding("gpu").get("message").asText()).isEqualTo("none: models run on the processor");
        assertThat(finding("memory").get("message").asText()).isEqualTo("3.0 GiB free for models");
        assertThat(finding("endpoints").get("message").asText()).isEqualTo("ipc:///socket alone");
        assertThat(finding("log").get("message").asText()).isEqualTo("standard error");
    }

    @Test
    void gpusAreToldOfWithTheirMemory() throws IOException {
        routes.hardware.set(new Hardware(
                "0.4.0", "", List.of(new Hardware.Device("CUDA0", "NVIDIA H200", true, 100L << 30, 139L << 30))));

        assertThat(finding("gpu").get("message").asText()).isEqualTo("CUDA0: NVIDIA H200, 100.0 GiB of 139.0 GiB free");
    }

    @Test
    void aGpuThatCannotBeUsedIsAWarning() throws IOException {
        Files.createDirectories(routes.fixture.files.getPath("/dev"));
        Files.createFile(routes.fixture.files.getPath("/dev/nvidiactl"));

        assertThat(finding("gpu").get("status").asText()).isEqualTo("warning");
        assertThat(finding("gpu").get("message").asText())
                .isEqualTo("an NVIDIA GPU is there, and the libraries in /home/lib/native cannot use it");
        assertThat(finding("gpu").get("hint").asText())
                .isEqualTo("install the build of mullama for CUDA or Vulkan, and its driver");
        assertThat(routes.get("/api/doctor").json().get("status").asText()).isNotEqualTo("ok");
    }

    @Test
    void librariesThatCannotBeLoadedAreAnError() throws IOException {
        routes.hardware.set(null);

        assertThat(finding("native_libraries"))
                .hasToString("{\"name\":\"native_libraries\",\"status\":\"error\","
                        + "\"message\":\"a library is damaged\",\"hint\":\"reinstall mullama\"}");
        assertThat(routes.get("/api/doctor").json().get("status").asText()).isEqualTo("error");
    }

    @Test
    void aFolderThatIsAFileIsAnError() throws IOException {
        Files.writeString(routes.fixture.home, "");

        assertThat(finding("home"))
                .hasToString("{\"name\":\"home\",\"status\":\"error\",\"message\":\"/home cannot be written to\","
                        + "\"hint\":\"set MULLAMA_HOME to another folder\"}");
    }

    @Test
    void aPersonsOwnNamesThatCannotBeReadAreAWarning() throws IOException {
        Files.writeString(routes.fixture.files.getPath("/aliases.toml"), "= nonsense");

        assertThat(finding("aliases").get("status").asText()).isEqualTo("warning");
    }

    private JsonNode finding(String name) throws IOException {
        for (JsonNode finding : routes.get("/api/doctor").json().get("findings")) {
            if (finding.get("name").asText().equals(name)) {
                return finding;
            }
        }
        throw new AssertionError(name);
    }
}
