package io.mullama.server.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OllamaRefusalsTest {
    @Test
    void inOllamasPlaceErrorsBeforeARouteAreText() throws IOException {
        try (ServedRoutes routes = new ServedRoutes(Map.of(Setting.OLLAMA, "true"))) {
            assertThat(error(routes.get("/api/nope"))).isEqualTo("No route goes by the path /api/nope.");
            assertThat(error(routes.get("/api/chat"))).isEqualTo("The path /api/chat does not take GET.");
        }
    }

    @Test
    void otherDialectsAndMullamasOwnCommandsKeepTheirShape() throws IOException {
        try (ServedRoutes routes = new ServedRoutes(Map.of(Setting.OLLAMA, "true"))) {
            assertThat(routes.get("/v1/nope").json().get("error").isObject()).isTrue();
            assertThat(routes.unix().get("/api/nope").json().get("error").isObject())
                    .isTrue();
        }
        try (ServedRoutes routes = new ServedRoutes()) {
            assertThat(routes.get("/api/nope").json().get("error").isObject()).isTrue();
        }
    }

    private static String error(HttpProbe.Answer answer) throws IOException {
        return answer.json().get("error").textValue();
    }
}
