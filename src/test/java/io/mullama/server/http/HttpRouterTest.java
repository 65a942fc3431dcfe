package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.server.http.RawClient.Response;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
final class HttpRouterTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        HttpRouter router = new HttpRouter()
                .on("GET", "/", answering("root"))
                .on("GET", "/api/models/:name", answering("details"))
                .on("DELETE", "/api/models/:name", answering("delete"))
                .on("POST", "/api/models/:name/unload", answering("unload"))
                .on("POST", "/api/models/pull", answering("pull"))
                .on("GET", "/api/models", answering("list"));
        server = new TestServer(router);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static HttpHandler answering(String route) {
        return (request, exchange) -> TestServer.text(exchange, route + ":" + request.pathVariable());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, root:",
        "GET, /api/models, list:",
        "GET, /api/models?loaded=true, list:",
        "GET, /api/models/llama3.2:1b, details:llama3.2:1b",
        "GET, /api/models/hf:org/repo, details:hf:org/repo",
        "GET, /api/models/hf:org%2Frepo%3Aq4, details:hf:org/repo:q4",
        "GET, /api/models/pull, details:pull",
        "GET, /api/models/a%20b, details:a b",
        "DELETE, /api/models/org/repo, delete:org/repo",
        "POST, /api/models/pull, pull:",
        "POST, /api/models/tiny/unload, unload:tiny",
        "POST, /api/models/org/repo/unload, unload:org/repo",
        "POST, /api/models/org%2Frepo/unload, unload:org/repo",
        "POST, /api/models/unload/unload, unload:unload",
        "GET, /api/models/x%2Funload, details:x/unload",
    })
    void aRequestFindsItsRoute(String method, String target, String answer) throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.send(lines(method + " " + target + " HTTP/1.1", "Host: h", ""))
                    .receive();
            assertThat(response.body()).isEqualTo(answer);
        }
    }

    @Test
    void anUnknownPathIsA404AndTheConnectionLives() throws IOException {
        try (RawClient client = server.connect()) {
            for (String path : new String[] {"/nothing", "/api/models/", "/api", "//", "/API/models"}) {
                Response response = client.get(path);
                assertThat(response.status()).isEqualTo(404);
                assertThat(response.body()).contains("not_found");
                assertThat(response.header("Content-Type")).isEqualTo("application/json");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/models/tiny | DELETE, GET, HEAD, OPTIONS",
                "POST | /api/models/tiny | DELETE, GET, HEAD, OPTIONS",
                "PATCH | /api/models/tiny/unload | DELETE, GET, HEAD, OPTIONS, POST",
                "DELETE | /api/models | GET, HEAD, OPTIONS",
                "get | / | GET, HEAD, OPTIONS",
            })
    void aKnownPathWithAnotherMethodIsA405ThatNamesTheRightOnes(String method, String path, String allowed)
            throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.send(lines(method + " " + path + " HTTP/1.1", "Host: h", ""))
                    .receive();
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow")).isEqualTo(allowed);
            assertThat(response.body()).contains("method_not_allowed");
            assertThat(client.get("/").body()).isEqualTo("root:");
        }
    }

    @Test
    void headIsAnsweredByTheRouteOfGet() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines("HEAD /api/models/tiny HTTP/1.1", "Host: h", ""));
            assertThat(client.receiveHead().header("Content-Length")).isEqualTo("12");
            assertThat(client.get("/").body()).isEqualTo("root:");
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/models", "/api/models/tiny/unload", "/nothing", "*"})
    void optionsPermitsWhatTheBrowserAsksFor(String target) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines(
                    "OPTIONS " + target + " HTTP/1.1",
                    "Host: h",
                    "Origin: https://example.org",
                    "Access-Control-Request-Method: DELETE",
                    "Access-Control-Request-Headers: authorization,content-type",
                    ""));
            Response response = client.receive();
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("DELETE");
            assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("authorization,content-type");
            Response plain = client.send(lines("OPTIONS " + target + " HTTP/1.1", "Host: h", ""))
                    .receive();
            assertThat(plain.header("Access-Control-Allow-Methods")).isEqualTo("*");
            assertThat(plain.header("Access-Control-Allow-Headers")).isEqualTo("*");
        }
    }

    @Test
    void aPatternWithoutASlashOrWithTwoVariablesIsRefused() {
        HttpRouter router = new HttpRouter();
        assertThatThrownBy(() -> router.on("GET", "x", TestServer::echo)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> router.on("GET", "/:a/:b", TestServer::echo))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
