package io.mullama.sdk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LangChain4j's client of OpenAI's API, and a real daemon. */
@SdkClient(name = "langchain4j-open-ai", dialect = Dialect.OPENAI, library = OpenAiChatModel.class)
final class LangChain4jOpenAiIT extends LangChain4jTests {
    LangChain4jOpenAiIT(SdkDaemon daemon) {
        super(daemon);
    }

    @Override
    ChatModel model(String name) {
        return OpenAiChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(name)
                .temperature(0.0)
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    @Override
    StreamingChatModel streaming(String name) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(name)
                .temperature(0.0)
                .build();
    }

    @Override
    List<String> modelNames() {
        return OpenAiModelCatalog.builder().baseUrl(url() + "/v1").apiKey("none").build().listModels().stream()
                .map(ModelDescription::name)
                .toList();
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void textsBecomeVectors() {
        EmbeddingModel model = OpenAiEmbeddingModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(SdkDaemon.TINY)
                .dimensions(16)
                .build();

        assertThat(model.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")))
                        .content())
                .hasSize(2)
                .allMatch(vector -> vector.dimension() == 16);
    }

    @Test
    void aTextIsContinued() {
        Response<String> answer = OpenAiLanguageModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(SdkDaemon.TINY)
                .temperature(0.0)
                .build()
                .generate("Once upon a");

        assertThat(answer.content()).isNotBlank();
        assertThat(requireNonNull(answer.tokenUsage()).outputTokenCount()).isPositive();
    }

    @Test
    void probabilitiesAndThoughtsAreTold() {
        ChatResponse answer = OpenAiChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(SdkDaemon.TINY)
                .temperature(0.0)
                .logprobs(true)
                .topLogprobs(2)
                .build()
                .chat(UserMessage.from(SdkDaemon.QUESTION));

        OpenAiChatResponseMetadata metadata = (OpenAiChatResponseMetadata) answer.metadata();
        assertThat(metadata.logProbs()).hasSizeGreaterThan(3);
        assertThat(metadata.tokenUsage().outputTokensDetails().reasoningTokens())
                .isZero();
    }

    @Test
    @Shows(Shown.ERRORS)
    void aValueThatCannotBeIsABadRequest() {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(SdkDaemon.QUESTION))
                .temperature(-1.0)
                .build();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> model(SdkDaemon.TINY).chat(request))
                .withMessageContaining("temperature");
    }
}
