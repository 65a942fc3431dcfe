package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Java on the Responses API, and a real daemon. */
@SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
final class OpenAiResponsesSdkIT {
    private final SdkDaemon daemon;
    private final OpenAIClient client;

    OpenAiResponsesSdkIT(SdkDaemon daemon) {
        this.daemon = daemon;
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(daemon.url() + "/v1")
                .apiKey("none")
                .responseValidation(true)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** What an answer is held to, and what the tool is called with. */
    static final class City {
        @JsonProperty
        public String city = "";
    }

    @Test
    @Shows(Shown.CHAT)
    void aQuestionIsAnswered() {
        Response response = client.responses()
                .create(question(SdkDaemon.TINY)
                        .instructions("You are a helpful assistant.")
                        .maxOutputTokens(64)
                        .build());

        assertThat(text(response)).contains("Paris");
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().outputTokens()).isPositive();
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() {
        ResponseAccumulator whole = ResponseAccumulator.create();
        StringBuilder pieces = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> events =
                client.responses().createStreaming(question(SdkDaemon.TINY).build())) {
            events.stream()
                    .peek(whole::accumulate)
                    .filter(ResponseStreamEvent::isOutputTextDelta)
                    .forEach(event -> pieces.append(event.asOutputTextDelta().delta()));
        }

        assertThat(pieces).hasToString(SdkDaemon.ANSWER);
        assertThat(text(whole.response())).isEqualTo(SdkDaemon.ANSWER);
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledAndItsResultToldInTheNextTurn() {
        Response called = client.responses()
                .create(weather().input("What is the weather in Oslo?").build());
        ResponseFunctionToolCall call = call(called);
        Response told = client.responses()
                .create(weather()
                        .previousResponseId(called.id())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("{\"weather\": \"sunny\", \"temperature\": 25}")
                                        .build())))
                        .build());

        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.arguments(City.class).city).isEqualTo("Oslo");
        assertThat(text(told)).isEqualTo("It is sunny in Oslo, 25 degrees.");
    }

    @Test
    @Shows(Shown.TOOLS)
    void aStreamTellsACallInPieces() {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses()
                .createStreaming(weather().input("What is the weather in Oslo?").build())) {
            assertThat(events.stream().peek(whole::accumulate))
                    .anyMatch(ResponseStreamEvent::isFunctionCallArgumentsDelta);
        }

        assertThat(call(whole.response()).arguments(City.class).city).isEqualTo("Oslo");
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsReadAsAnObject() {
        var response = client.responses()
                .create(question(SdkDaemon.TINY).text(City.class).build());

        assertThat(response.output().get(0).asMessage().content().get(0).asOutputText().city)
                .isNotNull();
    }

    @Test
    void thoughtsAreAnItemOfTheirOwn() {
        Response response = client.responses()
                .create(question(SdkDaemon.TINY)
                        .reasoning(
                                Reasoning.builder().effort(ReasoningEffort.LOW).build())
                        .build());

        assertThat(response.output().get(0).isReasoning()).isTrue();
    }

    @Test
    void aResponseIsKeptUntilItIsDeleted() {
        Response response =
                client.responses().create(question(SdkDaemon.TINY).store(true).build());

        assertThat(text(client.responses().retrieve(response.id()))).isEqualTo(SdkDaemon.ANSWER);
        assertThat(client.responses().inputItems().list(response.id()).data()).hasSize(1);
        client.responses().delete(response.id());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.responses().retrieve(response.id()));
    }

    @Test
    void tokensOfAnInputAreCounted() {
        InputTokenCountParams input = InputTokenCountParams.builder()
                .model(SdkDaemon.TINY)
                .input(SdkDaemon.QUESTION)
                .build();

        assertThat(client.responses().inputTokens().count(input).inputTokens()).isGreaterThan(5);
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() ->
                        client.responses().create(question("no-such-model").build()))
                .satisfies(error -> assertThat(error.code()).contains("model_not_found"));
    }

    @Test
    @Shows(Shown.CANCELLATION)
    @SuppressWarnings("MustBeClosed") // Whoever asks for it closes it.
    void aStreamThatIsClosedEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            StreamResponse<ResponseStreamEvent> events =
                    client.responses().createStreaming(question(SdkDaemon.SLOW).build());
            assertThat(events.stream().anyMatch(ResponseStreamEvent::isOutputTextDelta))
                    .isTrue();
            return events;
        });
    }

    private static String text(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isMessage)
                .flatMap(item -> item.asMessage().content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
    }

    private static ResponseFunctionToolCall call(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isFunctionCall)
                .map(ResponseOutputItem::asFunctionCall)
                .findFirst()
                .orElseThrow();
    }

    private static ResponseCreateParams.Builder question(String model) {
        return ResponseCreateParams.builder().model(model).temperature(0).input(SdkDaemon.QUESTION);
    }

    private static ResponseCreateParams.Builder weather() {
        return ResponseCreateParams.builder()
                .model(SdkDaemon.TINY)
                .temperature(0)
                .addTool(FunctionTool.builder()
                        .name("get_weather")
                        .description("Get the weather in a city")
                        .strict(false)
                        .parameters(FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                        .build());
    }
}
