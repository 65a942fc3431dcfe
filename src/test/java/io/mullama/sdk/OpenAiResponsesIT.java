package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputitems.InputItemListParams;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Responses API of OpenAI's client for Java, which checks every answer and event against its types. */
@SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
final class OpenAiResponsesIT {
    private static final String OSLO = "What is the weather in Oslo?";

    private final SdkDaemon daemon;
    private final OpenAIClient client;

    OpenAiResponsesIT(SdkDaemon daemon) {
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

    /** What an answer is held to. */
    static final class Capital {
        public String city = "";

        public boolean large;
    }

    /** What the tool is called with. */
    static final class City {
        public String city = "";
    }

    @Test
    @Shows(Shown.CHAT)
    void aQuestionIsAnswered() {
        Response answer = create(question(SdkDaemon.TINY).maxOutputTokens(32));

        assertThat(text(answer)).contains(SdkDaemon.ANSWER);
        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThat(answer.model().asString()).isEqualTo(SdkDaemon.TINY);
        assertThat(answer.usage().orElseThrow().outputTokens()).isPositive();
    }

    @Test
    @Shows(Shown.CHAT)
    void anAnswerThatIsTooLongIsIncomplete() {
        Response answer = create(question(SdkDaemon.TINY).maxOutputTokens(2));

        assertThat(answer.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(answer.incompleteDetails().orElseThrow().reason())
                .contains(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() {
        List<ResponseStreamEvent> events = new ArrayList<>();
        Response answer = stream(question(SdkDaemon.TINY), events);

        assertThat(text(answer)).contains(SdkDaemon.ANSWER);
        assertThat(events.stream()
                        .flatMap(event -> event.outputTextDelta().stream())
                        .map(event -> event.delta())
                        .collect(Collectors.joining()))
                .isEqualTo(text(answer));
        assertThat(client.responses().retrieve(answer.id())).isEqualTo(answer);
    }

    @Test
    void probabilitiesAreTold() {
        ResponseCreateParams.Builder request = question(SdkDaemon.TINY)
                .maxOutputTokens(3)
                .topLogprobs(2)
                .addInclude(ResponseIncludable.MESSAGE_OUTPUT_TEXT_LOGPROBS);

        for (Response answer : List.of(create(request), stream(request, new ArrayList<>()))) {
            List<ResponseOutputText.Logprob> told =
                    message(answer).content().get(0).asOutputText().logprobs().orElseThrow();
            assertThat(told)
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.topLogprobs()).hasSize(2));
        }
    }

    @Test
    void whatAnAgentSendsIsAnswered() {
        Response answer = stream(
                question(SdkDaemon.TINY)
                        .instructions("Be brief.")
                        .store(false)
                        .parallelToolCalls(false)
                        .reasoning(Reasoning.builder()
                                .summary(Reasoning.Summary.AUTO)
                                .build())
                        .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
                        .promptCacheKey("key"),
                new ArrayList<>());

        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.responses().retrieve(answer.id()));
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledAndItsResultToldWithTheWholeConversation() {
        ResponseFunctionToolCall call = call(create(weather().input(OSLO)));
        List<ResponseInputItem> conversation = List.of(
                ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                        .role(EasyInputMessage.Role.USER)
                        .content(OSLO)
                        .build()),
                ResponseInputItem.ofFunctionCall(call),
                ResponseInputItem.ofFunctionCallOutput(result(call)));

        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.arguments(City.class).city).isEqualTo("Oslo");
        assertThat(text(create(weather().inputOfResponse(conversation)))).contains("It is sunny in Oslo, 25 degrees.");
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledInAStreamAndItsResultToldAfterIt() {
        Response called = stream(weather().input(OSLO), new ArrayList<>());
        List<ResponseInputItem> result = List.of(ResponseInputItem.ofFunctionCallOutput(result(call(called))));

        Response answer = stream(weather().previousResponseId(called.id()).inputOfResponse(result), new ArrayList<>());

        assertThat(text(answer)).contains("It is sunny in Oslo, 25 degrees.");
        assertThat(answer.previousResponseId()).contains(called.id());
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsReadAsAnObject() {
        var answer = client.responses()
                .create(question(SdkDaemon.TINY).text(Capital.class).build());
        var message = answer.output().get(0).message().orElseThrow();

        assertThat(message.content().get(0).outputText().orElseThrow().city).isNotNull();
    }

    @Test
    void aResponseIsKeptUntilItIsDeleted() {
        Response answer = create(question(SdkDaemon.TINY).maxOutputTokens(4));

        assertThat(client.responses().retrieve(answer.id())).isEqualTo(answer);
        client.responses().delete(answer.id());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.responses().retrieve(answer.id()));
    }

    @Test
    void theInputOfAResponseIsListedPageByPage() {
        Response answer = create(weather()
                .maxOutputTokens(4)
                .inputOfResponse(List.of(
                        said(EasyInputMessage.Role.USER, "One"),
                        said(EasyInputMessage.Role.ASSISTANT, "Two"),
                        said(EasyInputMessage.Role.DEVELOPER, "Three"))));

        List<ResponseItem> items = client
                .responses()
                .inputItems()
                .list(InputItemListParams.builder()
                        .responseId(answer.id())
                        .order(InputItemListParams.Order.ASC)
                        .limit(1)
                        .build())
                .autoPager()
                .stream()
                .toList();

        assertThat(items).hasSize(3);
        assertThat(items.get(0)
                        .asResponseInputMessageItem()
                        .content()
                        .get(0)
                        .asInputText()
                        .text())
                .isEqualTo("One");
        assertThat(items.get(1)
                        .asResponseOutputMessage()
                        .content()
                        .get(0)
                        .asOutputText()
                        .text())
                .isEqualTo("Two");
    }

    @Test
    void tokensOfAnInputAreCounted() {
        assertThat(client.responses()
                        .inputTokens()
                        .count(InputTokenCountParams.builder()
                                .model(SdkDaemon.TINY)
                                .input(SdkDaemon.QUESTION)
                                .build())
                        .inputTokens())
                .isPositive();
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> create(question("no-such-model")))
                .satisfies(error -> assertThat(error.code()).contains("model_not_found"));
    }

    @Test
    @Shows(Shown.ERRORS)
    void aForgottenResponseCannotBeGoneOnFrom() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> create(question(SdkDaemon.TINY).previousResponseId("resp_none")))
                .satisfies(error -> assertThat(error.code()).contains("previous_response_not_found"))
                .satisfies(error -> assertThat(error.param()).contains("previous_response_id"));
    }

    @Test
    @Shows(Shown.ERRORS)
    void aWrongTypeIsABadRequestThatNamesTheField() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> create(question(SdkDaemon.TINY)
                        .putAdditionalBodyProperty("max_output_tokens", JsonValue.from("many"))))
                .satisfies(error -> assertThat(error.param()).contains("max_output_tokens"))
                .satisfies(error -> assertThat(error.type()).contains("invalid_request_error"));
    }

    @Test
    @Shows(Shown.CANCELLATION)
    @SuppressWarnings("MustBeClosed") // Whoever asks for it closes it.
    void aStreamThatIsClosedEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            StreamResponse<ResponseStreamEvent> events =
                    client.responses().createStreaming(question(SdkDaemon.SLOW).build());
            assertThat(events.stream().findFirst()).isPresent();
            return events;
        });
    }

    @Test
    @Shows(Shown.LOAD)
    void twoHundredRequestsAreAnswered() throws Exception {
        ResponseCreateParams request =
                question(SdkDaemon.TINY).maxOutputTokens(4).build();

        daemon.assertAnswersTwoHundred(() -> client.responses().create(request));
    }

    private Response create(ResponseCreateParams.Builder request) {
        return client.responses().create(request.build());
    }

    private Response stream(ResponseCreateParams.Builder request, List<ResponseStreamEvent> events) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(request.build())) {
            stream.stream().peek(events::add).forEach(whole::accumulate);
        }
        return whole.response();
    }

    private static ResponseCreateParams.Builder question(String model) {
        return ResponseCreateParams.builder().model(model).temperature(0.0).input(SdkDaemon.QUESTION);
    }

    private static ResponseCreateParams.Builder weather() {
        FunctionTool.Parameters parameters = FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build();
        return ResponseCreateParams.builder()
                .model(SdkDaemon.TINY)
                .temperature(0.0)
                .addTool(FunctionTool.builder()
                        .name("get_weather")
                        .description("Get the weather in a city")
                        .parameters(parameters)
                        .strict(true)
                        .build());
    }

    private static ResponseInputItem said(EasyInputMessage.Role role, String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(role).content(text).build());
    }

    private static ResponseFunctionToolCall call(Response answer) {
        return answer.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
    }

    private static ResponseInputItem.FunctionCallOutput result(ResponseFunctionToolCall call) {
        return ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("{\"weather\": \"sunny\", \"temperature\": 25}")
                .build();
    }

    private static ResponseOutputMessage message(Response answer) {
        return answer.output().stream()
                .filter(ResponseOutputItem::isMessage)
                .map(ResponseOutputItem::asMessage)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Response answer) {
        return message(answer).content().get(0).asOutputText().text();
    }
}
