package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not read their answers, beside one that does. */
@Timeout(60)
final class SlowReaderTest {
    private static final String PATH = "/v1/completions";
    private static final String BODY = "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"stream\":true}";
    private static final GenerationEvent PIECE = new GenerationEvent.Piece("x".repeat(10_000));

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerWithoutEndIsGivenUpAndTheOthersGoOn(boolean tcp) throws Exception {
        try (LiveAnswer reader = LiveAnswer.of(routes.probe(), PATH, BODY)) {
            Generation read = routes.awaitGeneration(0);
            try (LiveAnswer paused = LiveAnswer.of(tcp ? routes.probe() : routes.unix(), PATH, BODY)) {
                Generation endless = routes.awaitGeneration(1);
                for (int i = 0; !endless.isCancelled(); i++) {
                    endless.emit(PIECE);
                    if (i % 100 == 0) {
                        read.emit(new GenerationEvent.Piece("piece " + i + "."));
                        reader.until("piece " + i + ".");
                    }
                }
                endless.emit(finished(FinishReason.CANCELLED));

                await().atMost(Duration.ofSeconds(10)).until(() -> users() == 1);
                read.emit(finished(FinishReason.STOP));
                assertThat(reader.rest()).contains("data: [DONE]");
                assertThat(paused.rest())
                        .contains("x".repeat(10_000))
                        .contains(
                                "data: {\"error\":{\"message\":\"the answer was given up: more than 1 MiB of it waited to "
                                        + "be read; read faster, or ask for a shorter answer\"")
                        .doesNotContain("[DONE]");
            }
        }
        await().until(() -> routes.activity.active() == 0);
    }

    @Test
    void anAnswerThatHasEndedWaitsForItsReaderAndItsModelDoesNot() throws Exception {
        // A Unix socket takes a fifth of a megabyte and no more.
        try (LiveAnswer paused = LiveAnswer.of(routes.unix(), PATH, BODY)) {
            Generation generation = routes.awaitGeneration(0);
            for (int i = 0; i < 100; i++) {
                generation.emit(new GenerationEvent.Piece("piece " + i + "."));
                generation.emit(new GenerationEvent.Piece("x".repeat(4000)));
            }
            generation.emit(finished(FinishReason.STOP));

            await().atMost(Duration.ofSeconds(10)).until(() -> users() == 0);
            assertThat(routes.activity.active()).isEqualTo(1);
            assertThat(paused.rest())
                    .contains("piece 0.")
                    .contains("piece 99.")
                    .contains("\"finish_reason\":\"stop\"")
                    .contains("data: [DONE]");
        }
    }

    private int users() {
        return routes.fixture.registry.loaded().get(0).users();
    }

    private static GenerationEvent finished(FinishReason reason) {
        return new GenerationEvent.Finished(reason, new Usage(2, 0, 100, Duration.ZERO));
    }
}
