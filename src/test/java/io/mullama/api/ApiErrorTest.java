package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ApiErrorTest {
    private static final Set<String> TYPES_OF_THE_CONTRACT =
            Set.of("invalid_request", "not_found", "model_error", "conflict", "internal_error", "overloaded");

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST,         400, invalid_request",
        "MODEL_REQUIRED,          400, invalid_request",
        "CONTEXT_LENGTH_EXCEEDED, 400, invalid_request",
        "TEMPLATE_FAILED,         400, invalid_request",
        "INVALID_SETTING,         400, invalid_request",
        "PERMISSION_DENIED,       403, invalid_request",
        "MODEL_NOT_FOUND,         404, not_found",
        "NOT_FOUND,               404, not_found",
        "METHOD_NOT_ALLOWED,      405, invalid_request",
        "ALREADY_RUNNING,         409, conflict",
        "PORT_IN_USE,             409, conflict",
        "PAYLOAD_TOO_LARGE,       413, invalid_request",
        "OVERLOADED,              503, overloaded",
        "MODEL_LOADING,           503, overloaded",
        "STARTING,                503, overloaded",
        "SHUTTING_DOWN,           503, overloaded",
        "CANCELLED,               503, overloaded",
        "INTERRUPTED,             503, overloaded",
        "TIMED_OUT,               504, overloaded",
        "INVALID_MODEL_FILE,      500, model_error",
        "MODEL_LOAD_FAILED,       500, model_error",
        "INFERENCE_FAILED,        500, model_error",
        "NATIVE_LIBRARY,          500, model_error",
        "DAEMON_UNREACHABLE,      500, internal_error",
        "INTERNAL,                500, internal_error",
    })
    void everyCodeHasItsStatusAndType(ErrorCode code, int status, String type) {
        ApiError error = ApiError.of(new MullamaException(code, "what"));

        assertThat(error).isEqualTo(new ApiError(status, "what", type, code.wireName(), null, null));
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeComesBackAsTheExceptionItWas(ErrorCode code) {
        MullamaException before = new MullamaException(code, "what happened", "what to do");

        MullamaException after = again(ApiError.of(before)).toException();

        assertThat(after.code()).isEqualTo(code);
        assertThat(after).hasMessage("what happened");
        assertThat(after.hint()).hasValue("what to do");
        assertThat(TYPES_OF_THE_CONTRACT).contains(ApiError.of(before).type());
    }

    @Test
    void anErrorWithoutAHintComesBackWithoutOne() {
        assertThat(again(ApiError.of(new MullamaException(ErrorCode.INTERNAL, "x")))
                        .toException()
                        .hint())
                .isEmpty();
    }

    @Test
    void anErrorIsWrittenAsTheContractHasIt() {
        MullamaException e = new MullamaException(ErrorCode.MODEL_NOT_FOUND, "Model 'unknown-model' not found");

        assertThat(ApiError.of(e).toJson())
                .hasToString("{\"error\":{\"message\":\"Model 'unknown-model' not found\",\"type\":\"not_found\","
                        + "\"code\":\"model_not_found\"}}");
    }

    @Test
    void fieldAndHintStandBesideTheContractsFields() {
        assertThat(ApiError.of(MullamaException.invalidField("prompt", "'prompt' is missing"))
                        .toJson())
                .hasToString("{\"error\":{\"message\":\"'prompt' is missing\",\"type\":\"invalid_request\","
                        + "\"code\":\"invalid_request\",\"param\":\"prompt\"}}");
        assertThat(ApiError.of(new MullamaException(ErrorCode.INTERNAL, "m", "h"))
                        .toJson()
                        .at("/error/hint")
                        .textValue())
                .isEqualTo("h");
    }

    @Test
    void whatIsWrittenIsReadBackWhole() {
        ApiError error = new ApiError(400, "m", "invalid_request", "invalid_request", "prompt", "h");

        assertThat(again(error)).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "404, NOT_FOUND",
        "418, INVALID_REQUEST",
        "429, OVERLOADED",
        "500, INTERNAL",
        "503, OVERLOADED",
        "504, TIMED_OUT",
        "200, INTERNAL"
    })
    void aCodeOfANewerDaemonIsTakenByItsStatus(int status, ErrorCode expected) {
        ApiError error = ApiError.ofStatus(status, "brand_new", "a novelty");

        assertThat(error.toException().code()).isEqualTo(expected);
        assertThat(error.toException()).hasMessage("a novelty");
    }

    @Test
    void aBodyWithoutAnErrorHoldsNone() {
        assertThat(ApiError.fromJson(500, Json.fields("{\"status\":\"ok\"}"))).isNull();
        assertThat(ApiError.fromJson(500, Json.fields("{\"error\":null}"))).isNull();
    }

    @Test
    void anErrorThatSaysNothingIsStillAnError() {
        assertThat(ApiError.fromJson(502, Json.fields("{\"error\":{}}")))
                .isEqualTo(new ApiError(502, "the daemon gave no message", "internal_error", "", null, null));
    }

    @ParameterizedTest
    @CsvSource({"401,PERMISSION_DENIED", "403,PERMISSION_DENIED", "429,OVERLOADED", "502,INTERNAL"})
    void anErrorWithoutACodeIsTakenByItsStatus(int status, ErrorCode code) {
        ApiError error =
                Objects.requireNonNull(ApiError.fromJson(status, Json.fields("{\"error\":{\"message\":\"no\"}}")));

        assertThat(error.toException().code()).isEqualTo(code);
    }

    @Test
    void anErrorThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> ApiError.fromJson(500, Json.fields("{\"error\":\"boom\"}")))
                .hasMessage("'error' must be a JSON object, not \"boom\"");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "404, not_found",
        "405, invalid_request",
        "408, invalid_request",
        "409, conflict",
        "413, invalid_request",
        "429, overloaded",
        "500, internal_error",
        "503, overloaded"
    })
    void anErrorOfTheHttpLayerHasTheTypeOfItsStatus(int status, String type) {
        assertThat(ApiError.ofStatus(status, "code", "message"))
                .isEqualTo(new ApiError(status, "message", type, "code", null, null));
    }

    private static ApiError again(ApiError error) {
        return Objects.requireNonNull(ApiError.fromJson(error.status(), Json.fields(Json.bytes(error.toJson()))));
    }
}
