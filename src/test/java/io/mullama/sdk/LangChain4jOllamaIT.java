package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.ollama.OllamaLanguageModel;
import dev.langchain4j.model.ollama.OllamaModels;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LangChain4j's client of Ollama's API, and a real daemon in Ollama's place. */
@SdkClient(name = "langchain4j-ollama", dialect = Dialect.OLLAMA, library = OllamaChatModel.class)
final class LangChain4jOllamaIT extends LangChain4jTests {
    LangChain4jOllamaIT(SdkDaemon daemon) {
        super(daemon);
    }

    @Override
    ChatModel model(String name) {
        return OllamaChatModel.builder()
                .baseUrl(url())
                .modelName(name)
                .temperature(0.0)
                .maxRetries(0)
                .build();
    }

    @Override
    StreamingChatModel streaming(String name) {
        return OllamaStreamingChatModel.builder()
                .baseUrl(url())
                .modelName(name)
                .temperature(0.0)
                .build();
    }

    @Override
    List<String> modelNames() {
        return models().availableModels().content().stream()
                .map(model -> model.getName().replace(":latest", ""))
                .toList();
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void textsBecomeVectors() {
        EmbeddingModel model = OllamaEmbeddingModel.builder()
                .baseUrl(url())
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
        OllamaLanguageModel model = OllamaLanguageModel.builder()
                .baseUrl(url())
                .modelName(SdkDaemon.TINY)
                .temperature(0.0)
                .build();

        assertThat(model.generate(SdkDaemon.QUESTION).content()).isEqualTo(SdkDaemon.ANSWER);
    }

    @Test
    @Shows(Shown.MODEL_LIST)
    void modelsAreShownAndSeenWhileTheyAreLoaded() {
        assertThat(models().modelCard("tiny:latest").content().getDetails().getFormat())
                .isEqualTo("gguf");
        assertThat(models().modelCard(SdkDaemon.TINY).content().getModelInfo()).containsKey("general.architecture");
        assertThat(models().runningModels().content())
                .anyMatch(model -> model.getName().equals("tiny:latest"));
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

    private OllamaModels models() {
        return OllamaModels.builder().baseUrl(url()).build();
    }
}
