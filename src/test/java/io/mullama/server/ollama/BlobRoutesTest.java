package io.mullama.server.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.model.Digest;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BlobRoutesTest {
    private static final String CONTENT = "what a model is made of";
    private static final String PATH =
            "/api/blobs/" + Digest.of(Digest.sha256().digest(CONTENT.getBytes(StandardCharsets.UTF_8)));

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes(Map.of(Setting.OLLAMA, "true"));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aFileIsTakenInOnce() throws IOException {
        assertThat(head()).isEqualTo(404);
        assertThat(routes.probe().post(PATH, CONTENT).status()).isEqualTo(201);
        assertThat(head()).isEqualTo(200);
        assertThat(routes.probe().post(PATH, CONTENT).status()).isEqualTo(200);
    }

    @Test
    void aFileThatIsNotWhatItsDigestSaysIsNotKept() throws IOException {
        HttpProbe.Answer answer = routes.probe().post(PATH, "something else");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).startsWith("digest mismatch, expected \"sha256:");
        assertThat(head()).isEqualTo(404);
    }

    @Test
    void aNameThatIsNoDigestIsRefused() throws IOException {
        HttpProbe.Answer answer = routes.probe().post("/api/blobs/sha256:12", CONTENT);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText())
                .isEqualTo("'sha256:12' is no digest; write sha256: and 64 hexadecimal digits");
        assertThat(routes.probe().exchange("HEAD", "/api/blobs/x", "").status()).isEqualTo(400);
    }

    private int head() throws IOException {
        return routes.probe().exchange("HEAD", PATH, "").status();
    }
}
