package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may use the packaged daemon over TCP, and what the others are told. */
final class AccessDaemonIT {
    private static final String KEY = "sk-test";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon(
                "--api-key", KEY, "--max-body", "1MB", "--allowed-origins", "https://chat.example", "--parallel", "2");
    }

    private static HttpProbe keyed() {
        return daemon.tcp().with("Authorization", "Bearer " + KEY);
    }

    @Test
    void aReboundNameIsRefused() throws Exception {
        HttpProbe.Answer answer = keyed().at("evil.example:" + daemon.port()).get("/api/models");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("host_not_allowed");
        assertThat(answer.body()).doesNotContain("tiny");
        for (String host : new String[] {"127.0.0.1:" + daemon.port(), "[::1]", "localhost."}) {
            assertThat(keyed().at(host).get("/api/models").status()).isEqualTo(200);
        }
        assertThat(daemon.unix().at("evil.example").get("/api/models").status()).isEqualTo(200);
    }

    @Test
    void everythingButHealthWantsAKeyOverTcp() throws Exception {
        for (String path : new String[] {"/api/models", "/status", "/nowhere"}) {
            HttpProbe.Answer answer = daemon.tcp().get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.head()).contains("WWW-Authenticate: Bearer").contains("Vary: Origin");
            assertThat(answer.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
            assertThat(answer.json().at("/error/type").asText()).isEqualTo("invalid_request");
        }
        assertThat(daemon.tcp().get("/health").status()).isEqualTo(200);
        assertThat(daemon.tcp().with("x-api-key", KEY).get("/api/models").status())
                .isEqualTo(200);
        assertThat(daemon.unix().get("/api/models").status()).isEqualTo(200);
    }

    @Test
    void belowV1ErrorsAreOpenAis() throws Exception {
        HttpProbe.Answer unauthorized = daemon.tcp().post("/v1/chat/completions", "{}");
        HttpProbe.Answer unknown = keyed().get("/v1/nowhere");
        HttpProbe.Answer wrongMethod = keyed().get("/v1/chat/completions");

        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(unauthorized.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(unauthorized.json().at("/error/param").isNull()).isTrue();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.head()).contains("Allow: OPTIONS, POST");
        assertThat(wrongMethod.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void aPageThatIsNotListedChangesNothing() throws Exception {
        HttpProbe page = keyed().with("Origin", "https://evil.example");
        HttpProbe.Answer refused = page.post("/api/generate", "{\"prompt\":\"hi\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("origin_not_allowed");
        assertThat(page.get("/api/models").head()).doesNotContain("Access-Control-Allow-Origin");
        assertThat(keyed().with("Origin", "https://chat.example")
                        .get("/api/models")
                        .head())
                .contains("Access-Control-Allow-Origin: https://chat.example");
    }

    @Test
    void aBodyOverTheLimitIsRefusedUnread() throws Exception {
        HttpProbe announcing = keyed().with("Expect", "100-continue");
        HttpProbe.Answer answer = announcing.post("/api/generate", "x".repeat((1 << 20) + 1));
        HttpProbe.Answer openAi = keyed().post("/v1/completions", "x".repeat(3 << 20));

        assertThat(answer.head()).startsWith("HTTP/1.1 413 ");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("payload_too_large");
        assertThat(openAi.status()).isEqualTo(413);
        assertThat(openAi.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void commandsSendTheKeyOfTheEnvironment() throws Exception {
        try (Sandbox client = new Sandbox()) {
            client.with("MULLAMA_HOST", "127.0.0.1:" + daemon.port());
            Sandbox.Result without = client.run("list");
            Sandbox.Result with = client.with("MULLAMA_API_KEY", KEY).run("list");

            assertThat(without.exitCode()).isEqualTo(7);
            assertThat(without.err()).startsWith("mullama: this server wants an API key; send ");
            assertThat(with.exitCode()).isZero();
            assertThat(with.out()).contains("tiny");
        }
    }

    @Test
    void aRequestTooManyIsToldWhenToComeAgain() throws Exception {
        try (ServedDaemon limited = new ServedDaemon("--rate-limit", "3")) {
            for (int i = 0; i < 3; i++) {
                assertThat(limited.tcp().get("/api/models").status()).isEqualTo(200);
            }
            HttpProbe.Answer answer = limited.tcp().get("/v1/models");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.head()).containsPattern("Retry-After: (1[0-9]|20)\r\n");
            assertThat(answer.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
            assertThat(limited.tcp().get("/health").status()).isEqualTo(200);
            assertThat(limited.unix().get("/api/models").status()).isEqualTo(200);
        }
    }

    @Test
    void otherMachinesAreNotServedWithoutAKey() throws Exception {
        try (Sandbox sandbox = new Sandbox()) {
            Sandbox.Result refused = sandbox.run("serve", "--host", "0.0.0.0", "--port", Integer.toString(freePort()));

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("mullama: everybody who reaches 0.0.0.0 port ")
                    .contains(" could use the daemon: no API key is set; set MULLAMA_API_KEY");
        }
    }

    @Test
    void whileItStopsRequestsUnderWayGoOnAndOthersAreSentAway() throws Exception {
        try (ServedDaemon stopping = new ServedDaemon("--context-size", "16384", "--request-timeout", "20s")) {
            String endless = "{\"model\":\"" + stopping.slow() + "\",\"prompt\":\"x\",\"max_tokens\":100000}";
            try (SocketChannel running = stopping.tcp().send("POST", "/api/generate", endless)) {
                Awaitility.await()
                        .until(() -> stopping.tcp()
                                        .get("/status")
                                        .json()
                                        .get("active_requests")
                                        .asInt()
                                == 1);
                ProcessHandle.of(stopping.pid()).orElseThrow().destroy();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> stopping.tcp().get("/health").body().contains("stopping"));

                HttpProbe.Answer answer = stopping.tcp().post("/v1/completions", "{\"prompt\":\"hi\"}");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.head()).contains("Retry-After: 1").contains("Connection: close");
                assertThat(answer.json().at("/error/code").asText()).isEqualTo("shutting_down");
                assertThat(answer.json().at("/error/type").asText()).isEqualTo("server_error");
                assertThat(stopping.unix().get("/api/models").status()).isEqualTo(503);
                assertThat(running.isOpen()).isTrue();
            }
            ProcessHandle.of(stopping.pid())
                    .ifPresent(process ->
                            process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
