package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ollama4j.Ollama;
import io.github.ollama4j.exceptions.OllamaException;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import io.github.ollama4j.models.chat.OllamaChatResult;
import io.github.ollama4j.models.embed.OllamaEmbedRequest;
import io.github.ollama4j.models.embed.OllamaEmbedResult;
import io.github.ollama4j.models.generate.OllamaGenerateRequest;
import io.github.ollama4j.models.request.CustomModelRequest;
import io.github.ollama4j.models.response.Model;
import io.github.ollama4j.models.response.OllamaResult;
import io.github.ollama4j.tools.Tools;
import io.github.ollama4j.utils.OptionsBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** ollama4j, and a real daemon in Ollama's place. */
@SdkClient(name = "ollama4j", dialect = Dialect.OLLAMA, library = Ollama.class)
final class Ollama4jIT {
    private static final long PATIENCE_SECONDS = 30;

    private final SdkDaemon daemon;
    private final Ollama client;

    Ollama4jIT(SdkDaemon daemon) {
        this.daemon = daemon;
        this.client = new Ollama(daemon.url());
        client.setRequestTimeoutSeconds(PATIENCE_SECONDS);
    }

    /** What an answer is held to. */
    static final class Capital {
        public String city = "";
        public boolean large;
    }

    @Test
    void theDaemonIsThereAndHasAVersion() throws OllamaException {
        assertThat(client.ping()).isTrue();
        assertThat(client.getVersion()).isEqualTo("0.15.0");
    }

    @Test
    @Shows(Shown.CHAT)
    void aQuestionIsAnswered() throws OllamaException {
        OllamaChatResult answer = client.chat(question(SdkDaemon.TINY), null);

        assertThat(answer.getResponseModel().getMessage().getResponse()).contains(SdkDaemon.ANSWER);
        assertThat(answer.getResponseModel().getDoneReason()).isEqualTo("stop");
        assertThat(answer.getResponseModel().getEvalCount()).isPositive();
        assertThat(answer.getResponseModel().getTotalDuration()).isPositive();
    }

    @Test
    @Shows(Shown.STREAM)
    void anAnswerIsStreamed() throws OllamaException {
        StringBuilder told = new StringBuilder();

        OllamaChatResult answer = client.chat(
                question(SdkDaemon.TINY),
                piece -> told.append(piece.getMessage().getResponse()));

        assertThat(told.toString()).contains(SdkDaemon.ANSWER);
        assertThat(answer.getResponseModel().getMessage().getResponse()).contains(SdkDaemon.ANSWER);
    }

    @Test
    void aPromptIsContinuedWithItsConversation() throws OllamaException {
        OllamaResult first = client.generate(prompt(SdkDaemon.QUESTION), null);

        assertThat(first.getResponse()).contains(SdkDaemon.ANSWER);
        assertThat(first.getContext()).isNotEmpty();
        assertThat(first.getPromptEvalCount()).isPositive();
    }

    @Test
    @Shows(Shown.TOOLS)
    void aToolIsCalledAndItsResultTold() throws OllamaException {
        client.registerTool(Tools.Tool.builder()
                .toolSpec(Tools.ToolSpec.builder()
                        .name("get_weather")
                        .description("Get the weather in a city")
                        .parameters(Tools.Parameters.of(Map.of(
                                "city",
                                Tools.Property.builder()
                                        .type("string")
                                        .description("The city")
                                        .required(true)
                                        .build())))
                        .build())
                .toolFunction(arguments ->
                        "Oslo".equals(arguments.get("city")) ? "{\"weather\": \"sunny\", \"temperature\": 25}" : "?")
                .build());
        OllamaChatRequest request = chat(SdkDaemon.TINY)
                .withMessage(OllamaChatMessageRole.USER, "What is the weather in Oslo?")
                .withUseTools(true)
                .build();

        OllamaChatResult answer = client.chat(request, null);

        // What the client makes of a result is no JSON, and the small model knows no other.
        assertThat(answer.getChatHistory())
                .extracting(message -> message.getRole().toString())
                .containsExactly("user", "assistant", "tool", "assistant");
        assertThat(answer.getChatHistory().get(2).getResponse()).contains("sunny");
        assertThat(answer.getResponseModel().getMessage().getResponse()).isNotBlank();
    }

    @Test
    @Shows(Shown.STRUCTURED_OUTPUT)
    void anAnswerIsReadAsAnObject() throws OllamaException {
        OllamaGenerateRequest request = prompt(SdkDaemon.QUESTION);
        request.setFormat(Map.of(
                "type",
                "object",
                "properties",
                Map.of("city", Map.of("type", "string"), "large", Map.of("type", "boolean")),
                "required",
                List.of("city", "large")));

        Capital capital = client.generate(request, null).as(Capital.class);

        assertThat(capital.city).isNotNull();
    }

    @Test
    @Shows(Shown.EMBEDDINGS)
    void textsBecomeVectors() throws OllamaException {
        OllamaEmbedResult answer = client.embed(new OllamaEmbedRequest(SdkDaemon.TINY, List.of("one", "two")));

        assertThat(answer.getEmbeddings()).hasSize(2);
        assertThat(answer.getEmbeddings().get(0))
                .isNotEqualTo(answer.getEmbeddings().get(1));
        assertThat(answer.getPromptEvalCount()).isPositive();
    }

    @Test
    @Shows(Shown.MODEL_LIST)
    void modelsAreListedShownAndSeenWhileTheyAreLoaded() throws OllamaException {
        assertThat(client.listModels()).extracting(Model::getName).contains("tiny:latest", "slow:latest");
        assertThat(client.listModels()).extracting(Model::getModelName).contains("tiny");
        assertThat(client.getModelDetails(SdkDaemon.TINY).getDetails().getFamily())
                .isNotEmpty();
        assertThat(client.getModelDetails("tiny:latest").getCapabilities()).contains("completion", "tools");
        assertThat(client.ps().getModels()).anyMatch(model -> model.getName().equals("tiny:latest"));
    }

    @Test
    void aModelIsMadeUsedAndDeleted() throws OllamaException {
        client.createModel(CustomModelRequest.builder()
                .model("brief")
                .from(SdkDaemon.TINY)
                .system("You are brief.")
                .parameters(Map.of("temperature", 0, "num_predict", 3))
                .build());

        assertThat(client.getModelDetails("brief").getSystem()).isEqualTo("You are brief.");
        assertThat(client.chat(question("brief"), null).getResponseModel().getEvalCount())
                .isEqualTo(3);
        client.deleteModel("brief:latest", false);
        assertThatExceptionOfType(OllamaException.class).isThrownBy(() -> client.getModelDetails("brief"));
        client.deleteModel("brief", true);
    }

    @Test
    @Shows(Shown.ERRORS)
    void anUnknownModelIsNotFound() {
        assertThatExceptionOfType(OllamaException.class)
                .isThrownBy(() -> client.chat(question("no-such-model"), null))
                .withMessageContaining("model 'no-such-model' not found");
    }

    @Test
    @Shows(Shown.CANCELLATION)
    void aStreamThatIsClosedEndsTheWork() throws Exception {
        daemon.assertCancels(() -> {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            CompletableFuture<Void> enough = new CompletableFuture<>();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                try {
                    client.chat(question(SdkDaemon.SLOW), piece -> {
                        begun.complete(null);
                        enough.join();
                    });
                } catch (OllamaException e) {
                    throw new CompletionException(e);
                }
            });
            begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return () -> {
                enough.completeExceptionally(new CancellationException("read enough"));
                assertThat(reading).failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
            };
        });
    }

    @Test
    @Shows(Shown.LOAD)
    void twoHundredRequestsAreAnswered() throws Exception {
        daemon.assertAnswersTwoHundred(() -> new Ollama(daemon.url()).chat(shortQuestion(), null));
    }

    private static OllamaChatRequest question(String model) {
        return chat(model)
                .withMessage(OllamaChatMessageRole.USER, SdkDaemon.QUESTION)
                .build();
    }

    private static OllamaChatRequest shortQuestion() {
        return OllamaChatRequest.builder()
                .withModel(SdkDaemon.TINY)
                .withOptions(
                        new OptionsBuilder().setTemperature(0).setNumPredict(4).build())
                .withMessage(OllamaChatMessageRole.USER, SdkDaemon.QUESTION)
                .build();
    }

    private static OllamaChatRequest chat(String model) {
        return OllamaChatRequest.builder()
                .withModel(model)
                .withOptions(new OptionsBuilder().setTemperature(0).build());
    }

    private static OllamaGenerateRequest prompt(String text) {
        return OllamaGenerateRequest.builder()
                .withModel(SdkDaemon.TINY)
                .withPrompt(text)
                .withOptions(new OptionsBuilder().setTemperature(0).build())
                .build();
    }
}
