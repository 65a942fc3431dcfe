package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import io.mullama.HttpProbe;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Java, and what the daemon tells beside a conversation's text. */
@SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
final class OpenAiTextSdkIT {
    private final SdkDaemon daemon;
    private final OpenAIClient client;

    OpenAiTextSdkIT(SdkDaemon daemon) {
        this.daemon = daemon;
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(daemon.url() + "/v1")
                .apiKey("none")
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void vectorsAreTheSameInNumbersAndInBase64() {
        EmbeddingCreateParams.Builder request = EmbeddingCreateParams.builder()
                .model(SdkDaemon.TINY)
                .inputOfArrayOfStrings(List.of("Paris is a city.", "A cat sleeps."));
        CreateEmbeddingResponse numbers = client.embeddings()
                .create(request.encodingFormat(EncodingFormat.FLOAT).build());
        CreateEmbeddingResponse base64 = client.embeddings()
                .create(request.encodingFormat(EncodingFormat.BASE64).build());

        assertThat(numbers.data()).hasSize(2);
        assertThat(numbers.usage().promptTokens()).isPositive();
        for (int i = 0; i < 2; i++) {
            assertThat(base64.data().get(i).index()).isEqualTo(i);
            assertThat(base64.data().get(i).embedding())
                    .isEqualTo(numbers.data().get(i).embedding());
        }
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void tokensAreEmbeddedToo() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(SdkDaemon.TINY)
                        .inputOfArrayOfTokenArrays(List.of(List.of(300L, 301L), List.of(302L)))
                        .dimensions(8)
                        .user("somebody")
                        .build());

        assertThat(answer.data())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector.embedding()).hasSize(8));
        assertThat(answer.usage().totalTokens()).isEqualTo(3);
    }

    @Test
    @Shows(Shown.ERRORS)
    void anEmptyInputIsABadRequestThatNamesIt() {
        EmbeddingCreateParams wrong = EmbeddingCreateParams.builder()
                .model(SdkDaemon.TINY)
                .inputOfArrayOfStrings(List.of("a", ""))
                .build();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.embeddings().create(wrong))
                .satisfies(error -> assertThat(error.param()).contains("input[1]"))
                .satisfies(error ->
                        assertThat(error.headers().values("x-request-id")).hasSize(1));
    }

    @Test
    @SuppressWarnings("deprecation") // Many clients send them.
    void everyFieldOfARequestIsTaken() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(question()
                        .n(2)
                        .seed(7)
                        .maxCompletionTokens(16)
                        .stop("Paris")
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.1)
                        .logitBias(ChatCompletionCreateParams.LogitBias.builder()
                                .putAdditionalProperty("300", JsonValue.from(-1))
                                .build())
                        .parallelToolCalls(false)
                        .reasoningEffort(ReasoningEffort.NONE)
                        .serviceTier(ChatCompletionCreateParams.ServiceTier.AUTO)
                        .user("somebody")
                        .safetyIdentifier("somebody")
                        .promptCacheKey("key")
                        .store(false)
                        .verbosity(ChatCompletionCreateParams.Verbosity.MEDIUM)
                        .addModality(ChatCompletionCreateParams.Modality.TEXT)
                        .topP(0.9)
                        .putAdditionalBodyProperty("top_k", JsonValue.from(10))
                        .putAdditionalBodyProperty("min_p", JsonValue.from(0.1))
                        .putAdditionalBodyProperty("keep_alive", JsonValue.from("1m"))
                        .build());

        assertThat(answer.choices()).hasSize(2);
        assertThat(answer._allProperties()).doesNotContainKey("warnings");
        assertThat(answer.serviceTier()).contains(ChatCompletion.ServiceTier.DEFAULT);
        assertThat(answer.usage()
                        .orElseThrow()
                        .completionTokensDetails()
                        .orElseThrow()
                        .reasoningTokens())
                .contains(0L);
    }

    @Test
    void whatIsNotKnownIsNamedInTheAnswer() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(question()
                        .putAdditionalBodyProperty("mood", JsonValue.from("good"))
                        .build());

        assertThat(answer._allProperties().get("warnings"))
                .isEqualTo(JsonValue.from(List.of("'mood' is not known and was ignored")));
    }

    @Test
    void aContinuationRepeatsItsPromptAndIsTheLikeliestOfSeveral() {
        CompletionCreateParams.Builder request = continuation().maxTokens(4);
        CompletionChoice echoed = choice(request.echo(true).build());
        List<CompletionChoice> best = client.completions()
                .create(continuation().temperature(1.5).seed(3).n(2).bestOf(6).build())
                .choices();

        assertThat(echoed.text()).startsWith("Once upon a");
        assertThat(best).extracting(CompletionChoice::index).containsExactly(0L, 1L);
        assertThat(best).allSatisfy(choice -> assertThat(choice.logprobs()).isEmpty());
    }

    @Test
    void aContinuationTellsHowLikelyItsTokensWere() {
        CompletionChoice choice = choice(continuation().logprobs(2).maxTokens(4).build());

        CompletionChoice.Logprobs logprobs = choice.logprobs().orElseThrow();
        assertThat(String.join("", logprobs.tokens().orElseThrow())).isEqualTo(choice.text());
        assertThat(logprobs.tokenLogprobs().orElseThrow()).hasSize(4).allMatch(logprob -> logprob <= 0);
        assertThat(logprobs.topLogprobs().orElseThrow()).hasSize(4);
        assertThat(logprobs.textOffset().orElseThrow())
                .hasSize(4)
                .startsWith(0L)
                .isSorted();
    }

    @Test
    void aModelThatIsNoRankerSaysSo() throws Exception {
        HttpProbe.Answer answer = daemon.probe()
                .post(
                        "/v1/rerank",
                        "{\"model\":\"tiny\",\"query\":\"a cat\",\"documents\":[\"Cats purr.\",\"A car.\"]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    private CompletionChoice choice(CompletionCreateParams request) {
        return client.completions().create(request).choices().get(0);
    }

    private static CompletionCreateParams.Builder continuation() {
        return CompletionCreateParams.builder()
                .model(SdkDaemon.TINY)
                .prompt("Once upon a")
                .temperature(0);
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder()
                .model(SdkDaemon.TINY)
                .temperature(0)
                .addUserMessage(SdkDaemon.QUESTION);
    }
}
