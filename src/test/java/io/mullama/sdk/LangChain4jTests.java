package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What LangChain4j's clients of all dialects have in common, each against a real daemon. For one test at a time. */
abstract class LangChain4jTests {
    private static final UserMessage QUESTION = UserMessage.from(SdkDaemon.QUESTION);
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("get_weather")
            .description("Get the weather in a city")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    private final SdkDaemon daemon;

    LangChain4jTests(SdkDaemon daemon) {
        this.daemon = daemon;
    }

    /** Greedy, and without attempts beyond the first. */
    abstract ChatModel model(String name);

    abstract StreamingChatModel streaming(String name);

    /** The names that the dialect's list of models has. */
    abstract List<String> modelNames();

    final String url() {
        return daemon.url();
    }

    @Test
    @Shows(Shown.CHAT)
    void aQuestionIsAnswered() {
        ChatResponse response = model(SdkDaemon.TINY).chat(QUESTION);

        assertThat(response.aiMessage().text()).isEqualTo(SdkDaemon.ANSWER);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().outputTokenCount()).isPositive();
    }

    @Test
    @Shows(Shown.CHAT)
    void aConversationHasItsRoles() {
        List<ChatMessage> messages = List.of(
                SystemMessage.from("You are a helpful assistant."),
                UserMessage.from("Hello"),
                AiMessage.from("Hello! How can I help you today?"),
                QUESTION);

        assertThat(model(SdkDaemon.TINY).chat(messages).aiMessage().text()).contains("Paris");
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() {
        LangChain4jStream stream = new LangChain4jStream();
        streaming(SdkDaemon.TINY).chat(List.of(QUESTION), stream);

        assertThat(stream.response().aiMessage().text()).isEqualTo(SdkDaemon.ANSWER);
        assertThat(stream.pieces()).hasSizeGreaterThan(3);
        assertThat(String.join("", stream.pieces())).isEqualTo(SdkDaemon.ANSWER);
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledAndItsResultTold() {
        UserMessage asked = UserMessage.from("What is the weather in Oslo?");
        AiMessage called = model(SdkDaemon.TINY).chat(withTool(asked)).aiMessage();
        ToolExecutionRequest call = called.toolExecutionRequests().get(0);
        ToolExecutionResultMessage result =
                ToolExecutionResultMessage.from(call, "{\"weather\": \"sunny\", \"temperature\": 25}");

        assertIsAboutOslo(call);
        assertThat(model(SdkDaemon.TINY)
                        .chat(withTool(asked, called, result))
                        .aiMessage()
                        .text())
                .isEqualTo("It is sunny in Oslo, 25 degrees.");
    }

    @Test
    @Shows(Shown.TOOLS)
    void aStreamTellsACall() {
        LangChain4jStream stream = new LangChain4jStream();
        streaming(SdkDaemon.TINY).chat(withTool(UserMessage.from("What is the weather in Oslo?")), stream);

        assertIsAboutOslo(stream.response().aiMessage().toolExecutionRequests().get(0));
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsHeldToASchema() throws Exception {
        JsonObjectSchema schema = JsonObjectSchema.builder()
                .addStringProperty("city")
                .addBooleanProperty("large")
                .required("city", "large")
                .additionalProperties(false)
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(QUESTION)
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("capital")
                                .rootElement(schema)
                                .build())
                        .build())
                .build();
        String answer = model(SdkDaemon.TINY).chat(request).aiMessage().text();

        assertThat(new JsonMapper().readTree(answer).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("city", "large");
    }

    @Test
    @Shows(Shown.MODEL_LIST)
    void modelsAreListed() {
        assertThat(modelNames()).contains(SdkDaemon.TINY, SdkDaemon.SLOW);
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> model("no-such-model").chat(QUESTION))
                .withMessageContaining("no-such-model");
    }

    @Test
    @Shows(Shown.CANCELLATION)
    void aStreamThatIsCancelledEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            LangChain4jStream stream = new LangChain4jStream();
            streaming(SdkDaemon.SLOW).chat(List.of(QUESTION), stream);
            return stream.begun()::cancel;
        });
    }

    @Test
    @Shows(Shown.LOAD)
    void twoHundredRequestsAreAnswered() throws Exception {
        ChatModel model = model(SdkDaemon.TINY);
        ChatRequest request =
                ChatRequest.builder().messages(QUESTION).maxOutputTokens(4).build();

        daemon.assertAnswersTwoHundred(() -> model.chat(request));
    }

    private static ChatRequest withTool(ChatMessage... messages) {
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(WEATHER)
                .build();
    }

    private static void assertIsAboutOslo(ToolExecutionRequest call) {
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.arguments().replaceAll("\\s", "")).isEqualTo("{\"city\":\"Oslo\"}");
    }
}
