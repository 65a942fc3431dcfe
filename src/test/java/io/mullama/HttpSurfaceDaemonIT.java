package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged daemon answers on every path, whatever the route does: HEAD, OPTIONS, 405, names in paths. */
final class HttpSurfaceDaemonIT {
    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    /** Those header lines that do not depend on the moment. */
    private static List<String> steady(HttpProbe.Answer answer) {
        return answer.head()
                .lines()
                .filter(line -> !line.startsWith("Date: ") && !line.startsWith("x-request-id: "))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/api/models",
                "/api/models/tiny",
                "/api/cache",
                "/v1/models",
                "/v1/models/tiny",
                "/nowhere"
            })
    void headIsGetWithoutTheBody(String path) throws Exception {
        HttpProbe.Answer get = daemon.tcp().get(path);
        HttpProbe.Answer head = daemon.tcp().exchange("HEAD", path, "");

        assertThat(steady(head)).isEqualTo(steady(get));
        assertThat(head.body()).isEmpty();
        assertThat(get.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/chat", "/api/models/tiny", "/v1/chat/completions", "/nowhere", "*"})
    void optionsIsAnsweredEverywhere(String path) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().exchange("OPTIONS", path, "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: *")
                .contains("Access-Control-Allow-Methods: *")
                .contains("Access-Control-Allow-Headers: *");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /health              | GET, HEAD, OPTIONS",
                "GET    | /api/chat            | OPTIONS, POST",
                "PUT    | /api/models/pull     | ",
                "DELETE | /v1/chat/completions | OPTIONS, POST",
                "PATCH  | /v1/models           | GET, HEAD, OPTIONS",
            })
    void anotherMethodIsA405ThatNamesTheRightOnes(String method, String path, String allowed) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().exchange(method, path, "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("Allow: " + (allowed == null ? "" : allowed));
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/models/hf:org/repo:Q4_K_M,        hf:org/repo:Q4_K_M",
        "/api/models/hf%3Aorg%2Frepo%3AQ4_K_M,  hf:org/repo:Q4_K_M",
        "/v1/models/org/repo:Q4_K_M,            hf:org/repo:Q4_K_M",
        "/v1/models/org%2Frepo%3AQ4_K_M,        hf:org/repo:Q4_K_M",
    })
    void namesInPathsMayHoldColonsAndSlashesEncodedOrNot(String path, String name) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/message").asText()).contains("'" + name + "'");
    }

    @Test
    void aModelGoesByItsPathToo() throws Exception {
        String path = daemon.slow().toString().replace("/", "%2F");
        assertThat(daemon.tcp().get("/api/models/" + path).status()).isEqualTo(200);
    }
}
