package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.config.AccessSettings;
import io.mullama.config.ConfigFile;
import io.mullama.config.Settings;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AccessGateTest {
    private static final HttpError STARTING = new HttpError(503, "starting", "The daemon is starting.");

    @TempDir
    private Path folder;

    private final AtomicInteger handled = new AtomicInteger();
    private @Nullable HttpServer server;
    private Optional<HttpError> unready = Optional.empty();

    private record Answer(int status, String head, String body) {
        String code() throws IOException {
            return error().get("code").asText();
        }

        JsonNode error() throws IOException {
            return new JsonMapper().readTree(body).get("error");
        }
    }

    private void serve(String... variables) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Settings settings = Settings.of(Map.of(), environment, ConfigFile.empty(Path.of("config.toml")));
        HttpRouter router = new HttpRouter();
        for (String method : List.of("GET", "POST", "DELETE")) {
            for (String path : List.of("/health", "/work")) {
                router.on(method, path, (request, exchange) -> {
                    handled.incrementAndGet();
                    exchange.respond(200, "text/plain", request.body());
                });
            }
        }
        router.on("GET", "/fault", (request, exchange) -> {
            throw new IllegalStateException("expected by a test");
        });
        HttpEndpoints endpoints = new HttpEndpoints(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), folder.resolve("s"));
        HttpServer started = new HttpServer(
                endpoints,
                HttpLimits.defaults(),
                new AccessGate(new AccessSettings(settings), () -> unready, router),
                new DialectErrors(List.of()),
                "1");
        started.start();
        server = started;
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.stop(Duration.ZERO);
        }
    }

    /** Sends a request with these header lines over TCP; {@code Host} is localhost unless they name one. */
    private Answer ask(String method, String path, String... headers) throws IOException {
        if (server == null) {
            throw new IllegalStateException("serve first");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.boundPort())) {
            socket.getOutputStream().write(request(method, path, headers));
            return read(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
        }
    }

    private Answer askOverTheSocket(String method, String path, String... headers) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            Channels.newOutputStream(channel).write(request(method, path, headers));
            return read(new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.ISO_8859_1)));
        }
    }

    private static byte[] request(String method, String path, String... headers) {
        List<String> lines = List.of(headers);
        String host = lines.stream().anyMatch(line -> line.startsWith("Host:")) ? "" : "Host: localhost\r\n";
        String all = lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        return (method + " " + path + " HTTP/1.1\r\n" + host + "Connection: close\r\n" + all + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer read(BufferedReader reader) {
        String[] parts = reader.lines().collect(Collectors.joining("\n")).split("\n\n", 2);
        int status = Integer.parseInt(parts[0].substring(9, 12));
        return new Answer(status, parts[0] + "\n", parts.length < 2 ? "" : parts[1]);
    }

    @Test
    void aNameThatIsNotOursIsRefusedWithWhatToDo() throws IOException {
        serve();
        Answer answer = ask("GET", "/work", "Host: evil.example:8080");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("host_not_allowed");
        assertThat(answer.error().get("type").asText()).isEqualTo("invalid_request");
        assertThat(answer.error().get("message").asText())
                .isEqualTo("this server does not go by the name 'evil.example:8080'");
        assertThat(answer.error().get("hint").asText()).contains("allowed_hosts");
        assertThat(ask("GET", "/health", "Host: evil.example").status()).isEqualTo(403);
        assertThat(ask("OPTIONS", "/work", "Host: evil.example").status()).isEqualTo(403);
        assertThat(handled).hasValue(0);
    }

    @Test
    void theSocketTakesAnyName() throws IOException {
        serve("MULLAMA_API_KEY", "k", "MULLAMA_RATE_LIMIT", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(askOverTheSocket("POST", "/work", "Host: evil.example", "Origin: https://evil.example")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theNamesOfTheSettingsAreOurs() throws IOException {
        serve("MULLAMA_HOST", "box", "MULLAMA_ALLOWED_HOSTS", "mullama.example, *.lan");
        for (String host : List.of("box:1", "mullama.example", "a.lan:80", "127.0.0.1", "[::1]:1", "localhost")) {
            assertThat(ask("GET", "/work", "Host: " + host).status()).isEqualTo(200);
        }
    }

    @Test
    void byDefaultEveryPageMayReadAndSend() throws IOException {
        serve();
        Answer answer = ask("POST", "/work", "Origin: https://chat.example");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: *\n")
                .contains("Access-Control-Expose-Headers: *\n")
                .doesNotContain("Vary");
        assertThat(ask("GET", "/work").head())
                .contains("Access-Control-Allow-Origin: *\n")
                .doesNotContain("Expose");
    }

    @Test
    void aListedPageIsNamedAndAnotherIsNot() throws IOException {
        serve("MULLAMA_ALLOWED_ORIGINS", "https://chat.example,http://localhost:*");
        for (String path : List.of("/work", "/nowhere", "/fault")) {
            assertThat(ask("GET", path, "Origin: https://chat.example").head())
                    .contains("Access-Control-Allow-Origin: https://chat.example\n")
                    .contains("Vary: Origin\n");
            assertThat(ask("GET", path, "Origin: https://evil.example").head())
                    .doesNotContain("Access-Control-Allow-Origin")
                    .contains("Vary: Origin\n");
        }
    }

    @Test
    void aPageThatIsNotListedChangesNothing() throws IOException {
        serve("MULLAMA_ALLOWED_ORIGINS", "https://chat.example");
        for (String method : List.of("POST", "DELETE")) {
            Answer answer = ask(method, "/work", "Origin: https://evil.example");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("origin_not_allowed");
            assertThat(answer.error().get("message").asText())
                    .isEqualTo("pages of 'https://evil.example' may not use this server");
            assertThat(answer.error().get("hint").asText()).contains("allowed_origins");
        }
        assertThat(handled).hasValue(0);
        assertThat(ask("POST", "/work", "Origin: https://chat.example").status())
                .isEqualTo(200);
        assertThat(ask("POST", "/work", "Origin: http://localhost").status()).isEqualTo(200);
        assertThat(ask("POST", "/work").status()).isEqualTo(200);
    }

    @Test
    void aPreflightIsAnsweredWithWhatItAsksFor() throws IOException {
        serve("MULLAMA_API_KEY", "k");
        unready = Optional.of(STARTING);
        Answer answer = ask(
                "OPTIONS",
                "/work",
                "Origin: https://chat.example",
                "Access-Control-Request-Method: DELETE",
                "Access-Control-Request-Headers: authorization",
                "Access-Control-Request-Private-Network: true");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: *\n")
                .contains("Access-Control-Allow-Methods: DELETE\n")
                .contains("Access-Control-Allow-Headers: authorization\n")
                .contains("Access-Control-Allow-Private-Network: true\n")
                .contains("Access-Control-Max-Age: 86400\n");
    }

    @Test
    void aPreflightOfAPageThatIsNotListedGetsNoLeave() throws IOException {
        serve("MULLAMA_ALLOWED_ORIGINS", "https://chat.example");
        Answer answer = ask(
                "OPTIONS",
                "/work",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Private-Network: true");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head()).doesNotContain("Allow-Origin").doesNotContain("Allow-Private-Network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization: Bearer sk-2", "authorization: bearer  sk-2", "X-Api-Key: sk-2", "x-api-key: sk-1"
            })
    void anyOfTheKeysWillDoInEitherHeader(String header) throws IOException {
        serve("MULLAMA_API_KEY", "sk-1", "MULLAMA_API_KEYS", "laptop=sk-2");
        assertThat(ask("POST", "/work", header).status()).isEqualTo(200);
        assertThat(ask("POST", "/work", "Authorization: Bearer dummy", header).status())
                .isEqualTo(header.startsWith("X") || header.startsWith("x") ? 200 : 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Other: sk-1",
                "Authorization: Bearer sk-2",
                "Authorization: Basic sk-1",
                "Authorization: Bearer",
                "Authorization: sk-1",
                "x-api-key: ",
            })
    void withoutAKeyOfOursNothingIsServedButHealth(String header) throws IOException {
        serve("MULLAMA_API_KEY", "sk-1");
        for (String path : List.of("/work", "/nowhere")) {
            Answer answer = ask("GET", path, header, "Origin: https://chat.example");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.head())
                    .contains("WWW-Authenticate: Bearer\n")
                    .contains("Access-Control-Allow-Origin: *\n");
            assertThat(answer.code()).isEqualTo("invalid_api_key");
            assertThat(answer.error().get("message").asText()).contains("API key");
            assertThat(answer.error().get("hint").asText()).contains("MULLAMA_API_KEY");
            assertThat(answer.body()).doesNotContain("sk-1");
        }
        assertThat(handled).hasValue(0);
        assertThat(ask("GET", "/health", header).status()).isEqualTo(200);
    }

    @Test
    void aBodyIsNotReadWithoutAKey() throws IOException {
        serve("MULLAMA_API_KEY", "sk-1");
        Answer answer = ask("POST", "/work", "Content-Length: 1000", "Expect: 100-continue");
        assertThat(answer.head()).startsWith("HTTP/1.1 401 ").contains("Connection: close\n");
    }

    @Test
    void oneRequestTooManyIsToldWhenTheNextMayCome() throws IOException {
        serve("MULLAMA_RATE_LIMIT", "2", "MULLAMA_API_KEYS", "a=sk-1,b=sk-2");
        for (int i = 0; i < 2; i++) {
            assertThat(ask("GET", "/work", "x-api-key: sk-1").status()).isEqualTo(200);
        }
        Answer answer = ask("GET", "/work", "x-api-key: sk-1");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate_limit_exceeded");
        assertThat(answer.error().get("type").asText()).isEqualTo("overloaded");
        assertThat(answer.error().get("message").asText()).isEqualTo("more than 2 requests came within a minute");
        assertThat(answer.head()).containsPattern("Retry-After: (29|30)\n");
        assertThat(ask("GET", "/work", "x-api-key: sk-2").status()).isEqualTo(200);
        assertThat(ask("GET", "/health").status()).isEqualTo(200);
    }

    @Test
    void withoutKeysTheAddressCounts() throws IOException {
        serve("MULLAMA_RATE_LIMIT", "1");
        assertThat(ask("GET", "/work").status()).isEqualTo(200);
        assertThat(ask("GET", "/work", "x-api-key: anything").status()).isEqualTo(429);
    }

    @Test
    void whileItIsNotReadyNothingButHealthIsServed() throws IOException {
        serve();
        unready = Optional.of(STARTING);
        for (Answer answer : List.of(ask("POST", "/work"), askOverTheSocket("POST", "/work"))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.head()).contains("Retry-After: 1\n");
            assertThat(answer.code()).isEqualTo("starting");
        }
        assertThat(handled).hasValue(0);
        assertThat(ask("GET", "/health").status()).isEqualTo(200);
        assertThat(ask("HEAD", "/health").status()).isEqualTo(200);
        assertThat(askOverTheSocket("GET", "/health").status()).isEqualTo(200);
        unready = Optional.empty();
        assertThat(ask("POST", "/work").status()).isEqualTo(200);
    }

    @Test
    void wrongKeysCountAsRequests() throws IOException {
        serve("MULLAMA_API_KEY", "k", "MULLAMA_RATE_LIMIT", "2");
        assertThat(ask("GET", "/work", "x-api-key: a").status()).isEqualTo(401);
        assertThat(ask("GET", "/work", "x-api-key: b").status()).isEqualTo(401);
        assertThat(ask("GET", "/work", "x-api-key: c").status()).isEqualTo(429);
        assertThat(ask("GET", "/work", "x-api-key: k").status()).isEqualTo(200);
    }

    @Test
    void aWholeAddressAsTargetSaysWhatTheServerIsCalled() throws IOException {
        serve();
        assertThat(ask("GET", "http://evil.example/work").status()).isEqualTo(403);
        assertThat(ask("GET", "http://localhost:80/work", "Host: evil.example").status())
                .isEqualTo(200);
    }
}
