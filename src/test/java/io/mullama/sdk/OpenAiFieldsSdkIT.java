package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fields by which OpenAI's client for Java steers an answer, and a real daemon. */
@SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
final class OpenAiFieldsSdkIT {
    private final OpenAIClient client;

    OpenAiFieldsSdkIT(SdkDaemon daemon) {
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

    @Test
    @SuppressWarnings("deprecation") // Programs still send these names.
    void severalAnswersAreSampledAsTheRequestSays() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(request()
                        .addUserMessage(SdkDaemon.QUESTION)
                        .n(2)
                        .temperature(0.9)
                        .topP(0.9)
                        .seed(7)
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.1)
                        .logitBias(ChatCompletionCreateParams.LogitBias.builder()
                                .putAdditionalProperty("300", JsonValue.from(-100))
                                .build())
                        .stopOfStrings(List.of("###"))
                        .maxTokens(8)
                        .build());

        assertThat(answer.choices()).extracting(ChatCompletion.Choice::index).containsExactly(0L, 1L);
    }

    @Test
    void probabilitiesComeWithTheTokens() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(request()
                        .addUserMessage(SdkDaemon.QUESTION)
                        .temperature(0)
                        .logprobs(true)
                        .topLogprobs(2)
                        .build());

        var tokens = answer.choices().get(0).logprobs().orElseThrow().content().orElseThrow();
        assertThat(tokens).isNotEmpty().allMatch(token -> token.topLogprobs().size() == 2);
    }

    @Test
    void aConversationHasItsRolesAndParts() {
        ChatCompletionCreateParams request = request()
                .addSystemMessage("You are a helpful assistant.")
                .addDeveloperMessage("Be brief.")
                .addUserMessage("Hello")
                .addAssistantMessage("Hello! How can I help you today?")
                .addUserMessageOfArrayOfContentParts(
                        List.of(ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text(SdkDaemon.QUESTION)
                                .build())))
                .temperature(0)
                .build();

        assertThat(answer(request)).contains("Paris");
    }

    @Test
    void whatHasNoMeaningHereIsTakenAllTheSame() {
        ChatCompletionCreateParams request = request()
                .addUserMessage(SdkDaemon.QUESTION)
                .temperature(0)
                .serviceTier(ChatCompletionCreateParams.ServiceTier.AUTO)
                .store(false)
                .metadata(ChatCompletionCreateParams.Metadata.builder()
                        .putProperty("team", "one")
                        .build())
                .safetyIdentifier("somebody")
                .promptCacheKey("key")
                .build();

        assertThat(answer(request)).isEqualTo(SdkDaemon.ANSWER);
    }

    @Test
    @SuppressWarnings("deprecation") // Reading what the client has no name for.
    void aModelThinksAsMuchAsItIsAskedTo() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(request()
                        .addUserMessage(SdkDaemon.QUESTION)
                        .temperature(0)
                        .reasoningEffort(ReasoningEffort.LOW)
                        .build());

        assertThat(answer.choices().get(0).message()._additionalProperties()).containsKey("reasoning_content");
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerCanBeAnyObject() {
        ChatCompletionCreateParams request = request()
                .addUserMessage("Capital of Spain as JSON")
                .temperature(0)
                .responseFormat(ResponseFormatJsonObject.builder().build())
                .build();

        assertThat(answer(request)).startsWith("{").endsWith("}");
    }

    @Test
    void severalTextsAreContinued() {
        Completion completion = client.completions()
                .create(CompletionCreateParams.builder()
                        .model(SdkDaemon.TINY)
                        .promptOfArrayOfStrings(List.of("Once upon a", "The sea"))
                        .n(2)
                        .seed(1)
                        .temperature(0.8)
                        .topP(0.9)
                        .maxTokens(4)
                        .stop("###")
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.1)
                        .build());

        assertThat(completion.choices()).hasSize(4);
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void textsBecomeVectors() {
        CreateEmbeddingResponse vectors = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(SdkDaemon.TINY)
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .dimensions(16)
                        .build());

        assertThat(vectors.data())
                .hasSize(2)
                .allMatch(vector -> vector.embedding().size() == 16);
    }

    private String answer(ChatCompletionCreateParams request) {
        return client.chat()
                .completions()
                .create(request)
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }

    private static ChatCompletionCreateParams.Builder request() {
        return ChatCompletionCreateParams.builder().model(SdkDaemon.TINY);
    }
}
