package io.mullama.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicErrorTest {

    @Test
    void theHintIsAPartOfTheMessage() {
        MullamaException error = new MullamaException(ErrorCode.MODEL_NOT_FOUND, "there is no x", "pull it");

        assertThat(AnthropicError.of(error, "req_1").toJson())
                .hasToString("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\","
                        + "\"message\":\"there is no x; pull it\"},\"request_id\":\"req_1\"}");
    }

    @Test
    void agentsKnowByTheWordsThatAPromptIsTooLong() {
        MullamaException error = new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "9 tokens", "shorten it");

        assertThat(AnthropicError.of(error, "r").message()).isEqualTo("prompt is too long: 9 tokens; shorten it");
        assertThat(AnthropicError.of(error, "r").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, invalid_request_error",
        "401, 401, authentication_error",
        "403, 403, permission_error",
        "404, 404, not_found_error",
        "405, 405, invalid_request_error",
        "409, 409, invalid_request_error",
        "413, 413, request_too_large",
        "429, 429, rate_limit_error",
        "500, 500, api_error",
        "502, 502, api_error",
        "503, 529, overloaded_error",
        "504, 504, timeout_error",
        "507, 507, api_error",
    })
    void everyStatusHasAType(int status, int worded, String type) {
        AnthropicError error = AnthropicError.ofStatus(status, "m", "r");

        assertThat(error.status()).isEqualTo(worded);
        assertThat(error.type()).isEqualTo(type);
        assertThat(error.isOverloaded()).isEqualTo(worded == 529);
    }
}
