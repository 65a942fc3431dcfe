package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Lease;
import io.mullama.engine.Usage;
import io.mullama.server.ServedRoutes;
import io.mullama.server.model.Models;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that take longer than {@code request_timeout}, wherever they are by then. */
@Timeout(60)
final class RequestTimeoutTest {
    private static final String MESSAGE = "the request took longer than the request_timeout of 700ms";
    private static final String HINT = "ask for a shorter answer, or serve with a longer --request-timeout";
    private static final String OWN = "{\"model\":\"tiny\",\"raw\":true,\"prompt\":\"Hi\",\"stream\":%s}";
    private static final String OPENAI = "{\"model\":\"tiny\",\"n\":2,\"prompt\":\"Hi\",\"stream\":%s}";

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes(Map.of(Setting.REQUEST_TIMEOUT, "700ms"));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void beforeTheFirstByteItIsAnErrorOfItsOwn(boolean stream) throws Exception {
        HttpProbe.Answer own = routes.probe().post("/api/generate", String.format(OWN, stream));
        HttpProbe.Answer openAi = routes.probe().post("/v1/completions", String.format(OPENAI, stream));

        assertThat(own.status()).isEqualTo(504);
        assertThat(own.body())
                .isEqualTo("{\"error\":{\"message\":\"" + MESSAGE
                        + "\",\"type\":\"overloaded\",\"code\":\"timed_out\",\"hint\":\"" + HINT + "\"}}");
        assertThat(openAi.status()).isEqualTo(504);
        assertThat(openAi.body())
                .isEqualTo("{\"error\":{\"message\":\"" + MESSAGE + "; " + HINT
                        + "\",\"type\":\"server_error\",\"param\":null,\"code\":\"timed_out\"}}");
        assertNothingGoesOn();
    }

    @ParameterizedTest
    @CsvSource({"/api/generate, '{\"error\":', '\n'", "/v1/completions, 'data: {\"error\":', '\n\n'"})
    void afterTheFirstByteItIsTheLastThingSaid(String path, String before) throws Exception {
        String body = String.format(path.startsWith("/api") ? OWN : OPENAI, true);
        try (LiveAnswer answer = LiveAnswer.of(routes.probe(), path, body)) {
            routes.awaitGeneration(0).emit(new GenerationEvent.Piece("text"));

            assertThat(answer.rest())
                    .startsWith("HTTP/1.1 200")
                    .contains("text")
                    .contains(before + "{\"message\":\"" + MESSAGE);
        }
        assertNothingGoesOn();
    }

    @Test
    void anAnswerThatIsToldWithoutAPauseEndsToo() throws Exception {
        try (LiveAnswer answer = LiveAnswer.of(routes.probe(), "/api/generate", String.format(OWN, true))) {
            Generation generation = routes.awaitGeneration(0);
            Thread decoder = new Thread(() -> {
                while (!generation.isCancelled()) {
                    generation.emit(new GenerationEvent.Piece("x"));
                }
            });
            decoder.setDaemon(true);
            decoder.start();

            assertThat(answer.rest()).contains(MESSAGE);
        }
        assertNothingGoesOn();
    }

    @Test
    void aClientThatDoesNotReadIsNotWaitedForAnyLonger() throws Exception {
        try (SocketChannel client = routes.unix().send("POST", "/api/generate", String.format(OWN, true))) {
            Generation generation = routes.awaitGeneration(0);
            while (!generation.isCancelled()) {
                generation.emit(new GenerationEvent.Piece("x".repeat(1000)));
            }
            assertNothingGoesOn();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/generate   | {\"model\":\"tiny\",\"prompt\":\"Hi\"}",
                "/api/chat       | {\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "/api/embeddings | {\"model\":\"tiny\",\"input\":\"Hi\"}",
                "/api/rerank     | {\"model\":\"tiny\",\"query\":\"Hi\",\"documents\":[\"a\"]}",
                "/api/bench      | {\"model\":\"tiny\"}",
            })
    void waitingForAModelCounts(String path, String body) throws Exception {
        Models models = routes.fixture.models(ModelsFixture.settings(Map.of()));
        try (Lease other = models.acquire(models.find("big"), Optional.empty(), () -> false)) {
            HttpProbe.Answer answer = routes.probe().post(path, body);

            assertThat(other.model().users()).isEqualTo(1);
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.json().at("/error/message").asText()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void anAnswerInTimeIsNotTouched() throws Exception {
        try (ServedRoutes patient = new ServedRoutes(Map.of(Setting.REQUEST_TIMEOUT, "1h"))) {
            HttpProbe.Answer answer = patient.ask(
                    "/api/generate",
                    String.format(OWN, true),
                    new GenerationEvent.Piece("text"),
                    new GenerationEvent.Finished(FinishReason.STOP, new Usage(1, 0, 1, Duration.ZERO)));

            assertThat(answer.lines()).hasSize(2);
            assertThat(answer.lines().get(1).get("done").asBoolean()).isTrue();
        }
    }

    private void assertNothingGoesOn() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> routes.activity.active() == 0);
        assertThat(routes.engine().generations()).allMatch(Generation::isCancelled);
        assertThat(routes.fixture.registry.loaded().get(0).users()).isZero();
    }
}
