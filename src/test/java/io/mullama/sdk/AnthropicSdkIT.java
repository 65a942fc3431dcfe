package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anthropic's client for Java, which checks every answer against its types, and a real daemon. */
@SdkClient(name = "anthropic-java", dialect = Dialect.ANTHROPIC, library = AnthropicClient.class)
final class AnthropicSdkIT {
    private final SdkDaemon daemon;
    private final AnthropicClient client;

    AnthropicSdkIT(SdkDaemon daemon) {
        this.daemon = daemon;
        this.client = AnthropicOkHttpClient.builder()
                .baseUrl(daemon.url())
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

    @Test
    @Shows(Shown.CHAT)
    void aQuestionIsAnswered() {
        Message answer = client.messages()
                .create(question(SdkDaemon.TINY).system("Be brief.").build());

        assertThat(text(answer)).isEqualTo(SdkDaemon.ANSWER);
        assertThat(answer.stopReason()).contains(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()
                        + answer.usage().cacheReadInputTokens().orElseThrow())
                .isPositive();
        assertThat(answer.usage().outputTokens()).isPositive();
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() {
        Message answer = streamed(question(SdkDaemon.TINY));

        assertThat(text(answer)).isEqualTo(SdkDaemon.ANSWER);
        assertThat(answer.stopReason()).contains(StopReason.END_TURN);
        assertThat(answer.usage().outputTokens()).isPositive();
    }

    @Test
    void theStopSequenceIsTold() {
        Message answer = client.messages()
                .create(question(SdkDaemon.TINY).addStopSequence("Paris").build());

        assertThat(text(answer)).isEqualTo("The capital of France is ");
        assertThat(answer.stopReason()).contains(StopReason.STOP_SEQUENCE);
        assertThat(answer.stopSequence()).contains("Paris");
    }

    @Test
    void anAnswerThatHasBegunGoesOn() {
        Message answer = client.messages()
                .create(question(SdkDaemon.TINY)
                        .addAssistantMessage("The capital of")
                        .build());

        assertThat(text(answer)).isEqualTo(" France is Paris.");
    }

    @Test
    void aThoughtIsABlockThatCanBeSentBack() {
        MessageCreateParams.Builder request = question(SdkDaemon.TINY).enabledThinking(1024);
        Message whole = client.messages().create(request.build());
        Message streamed = streamed(request);

        assertThat(whole.content().get(0).asThinking().signature()).isNotEmpty();
        assertThat(streamed.content().get(0).asThinking().thinking())
                .isEqualTo(whole.content().get(0).asThinking().thinking());
        request.addMessage(whole).addUserMessage("And of Spain?");
        assertThat(client.messages().create(request.build()).content()).isNotEmpty();
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsUsedAndItsResultTold() {
        MessageCreateParams.Builder request = weather();
        Message called = client.messages().create(request.build());
        ToolUseBlock use = use(called);

        request.addMessage(called)
                .addUserMessageOfContentBlockParams(
                        List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                .toolUseId(use.id())
                                .content("{\"weather\": \"sunny\", \"temperature\": 25}")
                                .build())));

        assertThat(called.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(use.name()).isEqualTo("get_weather");
        assertThat(use.id()).startsWith("toolu_");
        assertThat(city(use)).isEqualTo("Oslo");
        assertThat(text(client.messages().create(request.build()))).isEqualTo("It is sunny in Oslo, 25 degrees.");
    }

    @Test
    @Shows(Shown.TOOLS)
    void aStreamTellsTheInputOfAToolInPieces() {
        Message called = streamed(weather()
                .toolChoice(ToolChoiceAny.builder().disableParallelToolUse(true).build()));

        assertThat(called.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(city(use(called))).isEqualTo("Oslo");
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsReadAsAnObject() {
        var answer = client.messages()
                .create(question(SdkDaemon.TINY).outputConfig(Capital.class).build());

        assertThat(answer.content().get(0).asText().text().city).isNotNull();
    }

    @Test
    @Shows(Shown.MODEL_LIST)
    void modelsAreListedAndFound() {
        List<ModelInfo> models = client.models().list().autoPager().stream().toList();

        assertThat(models).extracting(ModelInfo::id).contains(SdkDaemon.TINY, SdkDaemon.SLOW);
        ModelInfo tiny = client.models().retrieve(SdkDaemon.TINY);
        assertThat(tiny.maxInputTokens().orElseThrow()).isPositive();
        assertThat(tiny.capabilities().orElseThrow().thinking().supported()).isTrue();
    }

    @Test
    void tokensAreCountedAsTheAnswerCountsThem() {
        long count = client.messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model(SdkDaemon.TINY)
                        .addUserMessage(SdkDaemon.QUESTION)
                        .build())
                .inputTokens();
        Message answer = client.messages().create(question(SdkDaemon.TINY).build());

        assertThat(answer.usage().inputTokens()
                        + answer.usage().cacheReadInputTokens().orElseThrow())
                .isEqualTo(count);
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(
                        () -> client.messages().create(question("no-such-model").build()))
                .satisfies(error -> assertThat(error.requestId()).isPresent())
                .satisfies(error -> assertThat(String.valueOf(error.type())).contains("not_found_error"));
    }

    @Test
    @Shows(Shown.ERRORS)
    void aWrongTypeIsABadRequestThatNamesTheField() {
        MessageCreateParams wrong = question(SdkDaemon.TINY)
                .putAdditionalBodyProperty("temperature", JsonValue.from("hot"))
                .build();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.messages().create(wrong))
                .withMessageContaining("'temperature' must be a number");
    }

    @Test
    @Shows(Shown.CANCELLATION)
    @SuppressWarnings("MustBeClosed") // Whoever asks for it closes it.
    void aStreamThatIsClosedEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            StreamResponse<RawMessageStreamEvent> events = client.messages()
                    .createStreaming(question(SdkDaemon.SLOW).maxTokens(100_000).build());
            assertThat(events.stream()
                            .filter(RawMessageStreamEvent::isContentBlockDelta)
                            .findFirst())
                    .isPresent();
            return events;
        });
    }

    @Test
    @Shows(Shown.LOAD)
    void twoHundredRequestsAreAnswered() throws Exception {
        MessageCreateParams request = question(SdkDaemon.TINY).maxTokens(4).build();

        daemon.assertAnswersTwoHundred(() -> client.messages().create(request));
    }

    private Message streamed(MessageCreateParams.Builder request) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(request.build())) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static String text(Message answer) {
        assertThat(answer.content()).hasSize(1);
        return answer.content().get(0).asText().text();
    }

    private static ToolUseBlock use(Message answer) {
        return answer.content().stream()
                .filter(ContentBlock::isToolUse)
                .findFirst()
                .orElseThrow()
                .asToolUse();
    }

    private static String city(ToolUseBlock use) {
        return String.valueOf(((Map<?, ?>) use._input().asObject().orElseThrow()).get("city"));
    }

    private static MessageCreateParams.Builder question(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(64)
                .putAdditionalBodyProperty("temperature", JsonValue.from(0))
                .addUserMessage(SdkDaemon.QUESTION);
    }

    private static MessageCreateParams.Builder weather() {
        return MessageCreateParams.builder()
                .model(SdkDaemon.TINY)
                .maxTokens(64)
                .putAdditionalBodyProperty("temperature", JsonValue.from(0))
                .addTool(Tool.builder()
                        .name("get_weather")
                        .description("Get the weather in a city")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(Tool.InputSchema.Properties.builder()
                                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                        .build())
                                .addRequired("city")
                                .build())
                        .build())
                .addUserMessage("What is the weather in Oslo?");
    }
}
