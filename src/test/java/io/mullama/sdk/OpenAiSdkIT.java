package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Java, which checks every answer against its types, and a real daemon. */
@SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
final class OpenAiSdkIT {
    private final SdkDaemon daemon;
    private final OpenAIClient client;

    OpenAiSdkIT(SdkDaemon daemon) {
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
        ChatCompletion answer = client.chat()
                .completions()
                .create(question(SdkDaemon.TINY).maxCompletionTokens(32).build());

        assertThat(answer.choices().get(0).message().content()).contains(SdkDaemon.ANSWER);
        assertThat(answer.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() {
        ChatCompletionCreateParams request = question(SdkDaemon.TINY)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(request)) {
            chunks.stream().forEach(whole::accumulate);
        }

        ChatCompletion answer = whole.chatCompletion();
        assertThat(answer.choices().get(0).message().content()).contains(SdkDaemon.ANSWER);
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledAndItsResultTold() {
        ChatCompletionCreateParams.Builder request = weather("What is the weather in Oslo?");
        ChatCompletionMessage called = message(request);
        ChatCompletionMessageFunctionToolCall call =
                called.toolCalls().orElseThrow().get(0).asFunction();

        request.addMessage(called)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("{\"weather\": \"sunny\", \"temperature\": 25}")
                        .build());

        assertThat(call.function().name()).isEqualTo("get_weather");
        assertThat(call.function().arguments(City.class).city).isEqualTo("Oslo");
        assertThat(message(request).content()).contains("It is sunny in Oslo, 25 degrees.");
    }

    @Test
    @Shows(Shown.TOOLS)
    void aStreamTellsACallInPieces() {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks = client.chat()
                .completions()
                .createStreaming(weather("What is the weather in Oslo?").build())) {
            chunks.stream().forEach(whole::accumulate);
        }

        ChatCompletion.Choice choice = whole.chatCompletion().choices().get(0);
        ChatCompletionMessageFunctionToolCall call =
                choice.message().toolCalls().orElseThrow().get(0).asFunction();
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(call.function().arguments(City.class).city).isEqualTo("Oslo");
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsReadAsAnObject() {
        var answer = client.chat()
                .completions()
                .create(question(SdkDaemon.TINY).responseFormat(Capital.class).build());

        assertThat(answer.choices().get(0).message().content().orElseThrow().city)
                .isNotNull();
    }

    @Test
    @Shows(Shown.MODEL_LIST)
    void modelsAreListedAndFound() {
        List<Model> models = client.models().list().data();

        assertThat(models).extracting(Model::id).contains(SdkDaemon.TINY, SdkDaemon.SLOW);
        assertThat(models).contains(client.models().retrieve(SdkDaemon.TINY));
    }

    @Test
    void aTextIsContinued() {
        CompletionCreateParams request = CompletionCreateParams.builder()
                .model(SdkDaemon.TINY)
                .prompt("Once upon a")
                .temperature(0)
                .maxTokens(5)
                .build();

        assertThat(client.completions().create(request).choices().get(0).text()).isNotBlank();
        // OpenAI's own pieces have no finish reason before the last either, and would not pass.
        RequestOptions unchecked =
                RequestOptions.builder().responseValidation(false).build();
        try (var chunks = client.completions().createStreaming(request, unchecked)) {
            assertThat(chunks.stream()).hasSizeGreaterThan(1);
        }
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(question("no-such-model").build()))
                .satisfies(error -> assertThat(error.code()).contains("model_not_found"));
    }

    @Test
    @Shows(Shown.ERRORS)
    void aWrongTypeIsABadRequestThatNamesTheField() {
        ChatCompletionCreateParams wrong = question(SdkDaemon.TINY)
                .putAdditionalBodyProperty("max_completion_tokens", JsonValue.from("many"))
                .build();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.chat().completions().create(wrong))
                .satisfies(error -> assertThat(error.param()).contains("max_completion_tokens"))
                .satisfies(error -> assertThat(error.type()).contains("invalid_request_error"));
    }

    @Test
    @Shows(Shown.CANCELLATION)
    @SuppressWarnings("MustBeClosed") // Whoever asks for it closes it.
    void aStreamThatIsClosedEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            StreamResponse<ChatCompletionChunk> chunks = client.chat()
                    .completions()
                    .createStreaming(question(SdkDaemon.SLOW).build());
            assertThat(chunks.stream().findFirst()).isPresent();
            return chunks;
        });
    }

    @Test
    @Shows(Shown.LOAD)
    void twoHundredRequestsAreAnswered() throws Exception {
        ChatCompletionCreateParams request =
                question(SdkDaemon.TINY).maxCompletionTokens(4).build();

        daemon.assertAnswersTwoHundred(() -> client.chat().completions().create(request));
    }

    private ChatCompletionMessage message(ChatCompletionCreateParams.Builder request) {
        return client.chat()
                .completions()
                .create(request.build())
                .choices()
                .get(0)
                .message();
    }

    private static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder().model(model).temperature(0).addUserMessage(SdkDaemon.QUESTION);
    }

    private static ChatCompletionCreateParams.Builder weather(String question) {
        FunctionParameters parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build();
        return ChatCompletionCreateParams.builder()
                .model(SdkDaemon.TINY)
                .temperature(0)
                .addTool(ChatCompletionFunctionTool.builder()
                        .function(FunctionDefinition.builder()
                                .name("get_weather")
                                .description("Get the weather in a city")
                                .parameters(parameters)
                                .build())
                        .build())
                .addUserMessage(question);
    }
}
