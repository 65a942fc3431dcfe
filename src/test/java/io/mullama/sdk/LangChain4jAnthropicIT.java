package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatModel.AnthropicChatModelBuilder;
import dev.langchain4j.model.anthropic.AnthropicModelCatalog;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenCountEstimator;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LangChain4j's client of Anthropic's API, and a real daemon. */
@SdkClient(name = "langchain4j-anthropic", dialect = Dialect.ANTHROPIC, library = AnthropicChatModel.class)
final class LangChain4jAnthropicIT extends LangChain4jTests {
    LangChain4jAnthropicIT(SdkDaemon daemon) {
        super(daemon);
    }

    @Override
    ChatModel model(String name) {
        return builder(name).build();
    }

    private AnthropicChatModelBuilder builder(String name) {
        return AnthropicChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(name)
                .temperature(0.0)
                .maxTokens(64)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0);
    }

    @Override
    StreamingChatModel streaming(String name) {
        return AnthropicStreamingChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(name)
                .temperature(0.0)
                .maxTokens(name.equals(SdkDaemon.SLOW) ? 100_000 : 64)
                .build();
    }

    @Override
    List<String> modelNames() {
        return AnthropicModelCatalog.builder().baseUrl(url() + "/v1").apiKey("none").build().listModels().stream()
                .map(ModelDescription::name)
                .toList();
    }

    @Test
    void tokensAreCountedAsTheAnswerCountsThem() {
        AnthropicTokenCountEstimator estimator = AnthropicTokenCountEstimator.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(SdkDaemon.TINY)
                .build();

        assertThat(estimator.estimateTokenCountInText(SdkDaemon.QUESTION)).isBetween(8, 64);
    }

    @Test
    void aThoughtIsTold() {
        AiMessage answer = builder(SdkDaemon.TINY)
                .thinkingType("enabled")
                .thinkingBudgetTokens(1024)
                .returnThinking(true)
                .build()
                .chat(UserMessage.from(SdkDaemon.QUESTION))
                .aiMessage();

        assertThat(answer.thinking()).isNotBlank();
    }

    @Test
    @Shows(Shown.ERRORS)
    void aValueOutOfRangeIsABadRequestThatNamesTheField() {
        ChatModel wrong = builder(SdkDaemon.TINY).topP(7.0).build();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> wrong.chat(SdkDaemon.QUESTION))
                .withMessageContaining("top_p");
    }
}
