package io.mullama.api.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatResponse;
import io.mullama.api.GenerateResponse;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.ModelDetails;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of Ollama's own documentation, docs/api.md. */
final class OllamaRecordsTest {
    private static final Instant AT = Instant.parse("2023-08-04T19:22:45.499127Z");
    private static final AnswerMetrics METRICS = new AnswerMetrics(
            new AnswerMetrics.Times(
                    Duration.ofNanos(10_706_818_083L),
                    Duration.ofNanos(6_338_219_291L),
                    Duration.ofNanos(130_079_000),
                    Duration.ofNanos(4_232_710_000L)),
            26,
            259);
    private static final OllamaDetails DETAILS = new OllamaDetails("", "llama", 8_030_261_248L, "Q4_0");

    @Test
    void aPieceHasTheTimeBesideTheContractsFields() {
        GenerateResponse piece = new GenerateResponse("llama3.2", "The", null);
        String written = """
                {"model":"llama3.2","response":"The","done":false,"created_at":"2023-08-04T19:22:45.499127Z"}""";

        assertThat(text(OllamaAnswer.piece(piece, AT))).isEqualTo(written);
        assertThat(OllamaAnswer.piece(Json.bytes(piece), AT))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(written);
    }

    @Test
    void theLastLineHasTheTimesInNanosecondsAndTheConversationInTokens() {
        ChatResponse last = new ChatResponse("llama3.2", ChatMessage.assistant(""), null);

        assertThat(text(new OllamaAnswer(last, AT, METRICS, List.of(1, 2, 3))))
                .isEqualTo(
                        "{\"model\":\"llama3.2\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":false,"
                                + "\"created_at\":\"2023-08-04T19:22:45.499127Z\",\"total_duration\":10706818083,"
                                + "\"load_duration\":6338219291,\"prompt_eval_count\":26,\"prompt_eval_duration\":130079000,"
                                + "\"eval_count\":259,\"eval_duration\":4232710000,\"context\":[1,2,3]}");
    }

    @Test
    void whatWasOnlyLoadedOrUnloadedIsAnsweredInOneObject() {
        assertThat(text(new ReadyAnswer("llama3.2", false, "unload", AT, Duration.ofMillis(7))))
                .isEqualTo("{\"model\":\"llama3.2\",\"response\":\"\",\"done\":true,\"total_duration_ms\":7,"
                        + "\"prompt_tokens\":0,\"completion_tokens\":0,\"tokens_per_second\":0.0,"
                        + "\"done_reason\":\"unload\",\"load_duration_ms\":7,\"prompt_duration_ms\":0,"
                        + "\"cached_prompt_tokens\":0,\"created_at\":\"2023-08-04T19:22:45.499127Z\","
                        + "\"total_duration\":7000000,\"load_duration\":7000000,\"prompt_eval_count\":0,"
                        + "\"prompt_eval_duration\":0,\"eval_count\":0,\"eval_duration\":0}");
        assertThat(text(new ReadyAnswer("llama3.2", true, "load", AT, Duration.ZERO)))
                .contains("\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,");
    }

    @Test
    void aModelIsListedWithItsDetails() {
        OllamaModel model = new OllamaModel(
                "deepseek-r1:latest",
                AT,
                4_683_075_271L,
                "0a8c266910232fd3291e71e5ba1e058cc5af9d411192cf88b6d30e92b6e73163",
                new OllamaDetails("", "qwen2", 7_615_616_512L, "Q4_K_M"),
                List.of("completion", "thinking"));

        assertThat(text(new OllamaModels(List.of(model))))
                .isEqualTo("{\"models\":[{\"name\":\"deepseek-r1:latest\",\"model\":\"deepseek-r1:latest\","
                        + "\"modified_at\":\"2023-08-04T19:22:45.499127Z\",\"size\":4683075271,"
                        + "\"digest\":\"0a8c266910232fd3291e71e5ba1e058cc5af9d411192cf88b6d30e92b6e73163\","
                        + "\"details\":{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"qwen2\","
                        + "\"families\":[\"qwen2\"],\"parameter_size\":\"7.6B\",\"quantization_level\":\"Q4_K_M\"},"
                        + "\"capabilities\":[\"completion\",\"thinking\"]}]}");
    }

    @Test
    void aLoadedModelIsListedWithItsMemoryAndItsEnd() {
        RunningModel model =
                new RunningModel("mistral:latest", 5_137_025_024L, "2ae6", DETAILS, AT, 5_137_025_024L, 4096);

        assertThat(text(model))
                .startsWith("{\"name\":\"mistral:latest\",\"model\":\"mistral:latest\",\"size\":5137025024,"
                        + "\"digest\":\"2ae6\",\"details\":{")
                .endsWith("},\"expires_at\":\"2023-08-04T19:22:45.499127Z\",\"size_vram\":5137025024,"
                        + "\"context_length\":4096}");
    }

    @ParameterizedTest
    @CsvSource({
        "999, 999",
        "12_400, 12K",
        "1_000_000, 1M",
        "334_090_000, 334.09M",
        "7_000_000_000, 7B",
        "8_030_261_248, 8.0B"
    })
    void sizesAreWordedAsOllamaDoes(String count, String worded) {
        assertThat(OllamaDetails.size(Long.parseLong(count.replace("_", "")))).isEqualTo(worded);
    }

    @Test
    void aModelIsShownWithItsParametersAndItsMetadata() {
        ModelRecipe recipe = new ModelRecipe(
                List.of(new ModelRecipe.Parameter("num_keep", "24"), new ModelRecipe.Parameter("stop", "<|eot_id|>")),
                null,
                null,
                List.of(new ModelRecipe.Turn("user", "Hi")),
                List.of(),
                ModelRecipe.Traits.NONE);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("general.architecture", "llama");
        info.put("general.file_type", 2L);
        info.put("tokenizer.ggml.merges", List.of());
        ShownModel shown = new ShownModel(
                new ModelDetails.Text("FROM /a.gguf\n", "{{ .Prompt }}", null, List.of(), "MIT", null),
                DETAILS,
                recipe,
                info,
                List.of(new ShownModel.Tensor("output.weight", "Q6_K", List.of(4096L, 128_256L))),
                List.of("completion", "vision"),
                AT);

        assertThat(text(shown))
                .isEqualTo("{\"license\":\"MIT\",\"modelfile\":\"FROM /a.gguf\\n\","
                        + "\"parameters\":\"num_keep                       24\\n"
                        + "stop                           \\\"<|eot_id|>\\\"\",\"template\":\"{{ .Prompt }}\","
                        + "\"details\":{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"llama\","
                        + "\"families\":[\"llama\"],\"parameter_size\":\"8.0B\",\"quantization_level\":\"Q4_0\"},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"model_info\":{\"general.architecture\":\"llama\",\"general.file_type\":2,"
                        + "\"tokenizer.ggml.merges\":[]},"
                        + "\"tensors\":[{\"name\":\"output.weight\",\"type\":\"Q6_K\",\"shape\":[4096,128256]}],"
                        + "\"capabilities\":[\"completion\",\"vision\"],"
                        + "\"modified_at\":\"2023-08-04T19:22:45.499127Z\"}");
    }

    @Test
    void aPullTellsItsStepsInOllamasWords() {
        String digest = "sha256:bc07c81de745696fdf5afca05e065818a8149fb0c77266fb584d9b2cba3711ab";

        assertThat(text(ProgressLine.of("pulling manifest"))).isEqualTo("{\"status\":\"pulling manifest\"}");
        assertThat(text(ProgressLine.pulling(digest, 2_142_590_208L, 241_970)))
                .isEqualTo("{\"status\":\"pulling bc07c81de745\",\"digest\":\"" + digest
                        + "\",\"total\":2142590208,\"completed\":241970}");
        assertThat(text(ProgressLine.pulling(digest, 2_142_590_208L, 0))).doesNotContain("completed");
        assertThat(text(ProgressLine.SUCCESS)).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void theNameOfAModelIsReadByBothNamesOfItsField() {
        assertThat(NamedRequest.fromJson(Json.fields("{\"model\":\"a\",\"insecure\":true}")))
                .isEqualTo(new NamedRequest("a", true, false));
        assertThat(NamedRequest.fromJson(Json.fields("{\"name\":\"b\",\"model\":\"\",\"stream\":false}")))
                .isEqualTo(new NamedRequest("b", false, false));
        assertThatThrownBy(() -> NamedRequest.fromJson(Json.fields("{\"name\":\"\"}")))
                .hasMessage("model is required");
    }

    @Test
    void aCreationIsReadWithAllThatItMayHave() {
        String hex = "432f310a77f4650a88d0fd59ecdd7cebed8d684bafea53cbff0473542964f0c3";
        OllamaCreateRequest asked = OllamaCreateRequest.fromJson(Json.fields("""
                {"model":"mario","files":{"test.gguf":"sha256:%s"},"adapters":{"lora.gguf":"sha256:%s"},
                 "system":"You are Mario.","template":"","license":["MIT",""],
                 "parameters":{"temperature":0.5,"stop":["a","b"],"num_ctx":4096,"use_mmap":true,"min_p":null},
                 "messages":[{"role":"user","content":"Hi"}],"quantize":"q4_K_M","stream":false}""".formatted(hex, hex)));

        assertThat(asked.files()).isEqualTo(Map.of("test.gguf", new Digest(hex)));
        assertThat(asked.adapters()).isEqualTo(Map.of("lora.gguf", new Digest(hex)));
        assertThat(asked.quantize()).isEqualTo("q4_K_M");
        assertThat(asked.stream()).isFalse();
        assertThat(asked.recipe().template()).isNull();
        assertThat(asked.recipe().system()).isEqualTo("You are Mario.");
        assertThat(asked.recipe().licenses()).containsExactly("MIT");
        assertThat(asked.recipe().messages()).containsExactly(new ModelRecipe.Turn("user", "Hi"));
        assertThat(asked.recipe().parameters())
                .containsExactly(
                        new ModelRecipe.Parameter("temperature", "0.5"),
                        new ModelRecipe.Parameter("stop", "a"),
                        new ModelRecipe.Parameter("stop", "b"),
                        new ModelRecipe.Parameter("num_ctx", "4096"),
                        new ModelRecipe.Parameter("use_mmap", "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\",\"files\":[]}              | 'files' must be an object",
                "{\"model\":\"m\",\"files\":{\"a\":\"b\"}}   | 'files' must give each file a digest such as sha256: and 64 digits",
                "{\"model\":\"m\",\"parameters\":\"p\"}      | 'parameters' must be an object",
                "{\"from\":\"tiny\"}                         | model is required"
            })
    void whatIsWrongWithACreationIsSaid(String body, String message) {
        assertThatThrownBy(() -> OllamaCreateRequest.fromJson(Json.fields(body)))
                .hasMessage(message);
    }

    @Test
    void embeddingsHaveTheMembersThatOllamaHasAndNoOthers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OllamaEmbedResponse(
                        "all-minilm",
                        List.of(new float[] {0.25f, -1}, new float[] {1, 0}),
                        Duration.ofNanos(14_143_917),
                        Duration.ofNanos(1_019_500),
                        8,
                        List.of())
                .writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"all-minilm\",\"embeddings\":[[0.25,-1.0],[1.0,0.0]],"
                        + "\"total_duration\":14143917,\"load_duration\":1019500,\"prompt_eval_count\":8}");
        assertThat(text(OllamaEmbedResponse.single(new float[] {0.5f}))).isEqualTo("{\"embedding\":[0.5]}");
    }

    @Test
    void anInputIsCutUnlessTheRequestForbidsIt() {
        OllamaEmbedRequest one = OllamaEmbedRequest.fromJson(
                Json.fields("{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0,\"options\":{\"num_ctx\":512}}"));
        OllamaEmbedRequest many = OllamaEmbedRequest.fromJson(
                Json.fields("{\"input\":[\"a\",\"b\"],\"truncate\":false,\"keep_alive\":5}"));

        assertThat(one.truncate()).isTrue();
        assertThat(one.dimensions(384)).isEmpty();
        assertThat(one.contextSize()).isEqualTo(512);
        assertThat(many.truncate()).isFalse();
        assertThat(many.keepAlive()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|0",
                "{\"input\":\"\"}|0",
                "{\"input\":[]}|0",
                "{\"input\":[\"\"]}|1",
                "{\"input\":[\"a\",\"\"]}|2"
            })
    void nothingAndEmptyTextsAreNotTheSame(String body, int inputs) {
        assertThat(OllamaEmbedRequest.fromJson(Json.fields(body)).input()).hasSize(inputs);
    }

    @Test
    void tooManyInputsAreRefused() {
        String texts = "\"a\",".repeat(2048) + "\"a\"";

        assertThatThrownBy(() -> OllamaEmbedRequest.fromJson(Json.fields("{\"input\":[" + texts + "]}")))
                .hasMessage("'input' must hold at most 2048 texts, not 2049");
    }

    @Test
    void anErrorIsOneTextAndOfAMissingModelTheTextThatProgramsLookFor() {
        MullamaException unknown =
                new MullamaException(ErrorCode.MODEL_NOT_FOUND, "Model 'nope' not found", "did you mean tiny?");
        MullamaException remote = new MullamaException(
                ErrorCode.MODEL_NOT_PULLED, "Model 'qwen3:4b' is not on this machine yet", "get it with: mullama pull");
        MullamaException other = MullamaException.invalidField("top_k", "'top_k' must be at least 0, not -1");

        assertThat(text(OllamaError.of(unknown))).isEqualTo("{\"error\":\"model 'nope' not found\"}");
        assertThat(OllamaError.of(unknown).status()).isEqualTo(404);
        assertThat(OllamaError.of(remote).message()).isEqualTo("model 'qwen3:4b' not found, try pulling it first");
        assertThat(OllamaError.of(new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "9 tokens"))
                        .message())
                .isEqualTo("the input length exceeds the context length: 9 tokens");
        assertThat(OllamaError.of(other)).isEqualTo(new OllamaError(400, "'top_k' must be at least 0, not -1"));
    }

    private static String text(JsonBody body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }
}
