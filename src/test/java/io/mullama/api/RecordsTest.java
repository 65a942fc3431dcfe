package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordsTest {
    private static final Statistics STATISTICS = new Statistics("length", 450, 20, 100, 8, 3, 7);
    private static final GenerationOptions OPTIONS = new GenerationOptions(
            256,
            SamplingFields.NONE.withSeed(42L).with(SamplingField.TEMPERATURE, 0.7),
            new LogprobFields(true, 3, false),
            List.of("end"),
            "5m");
    private static final ModelEntry ENTRY = new ModelEntry(
            "tiny",
            "/models/tiny.gguf",
            7_615_000_000L,
            4096,
            -1,
            true,
            2,
            true,
            9_000_000_000L,
            "Q4_K_M",
            "llama",
            "mullama",
            ModelState.LOADED,
            Instant.parse("2025-01-02T03:04:05.678Z"),
            Instant.parse("2025-01-02T03:09:05Z"));

    @Test
    void aGenerateRequestIsReadBackAsItWasWritten() {
        GenerateRequest all = new GenerateRequest(
                "tiny", "Hé\n", null, "Be brief.", true, true, AnswerFields.TEXT.with(ThinkField.LOW), OPTIONS);
        GenerateRequest least = new GenerateRequest(null, "", false, false, GenerationOptions.DEFAULTS);

        assertThat(GenerateRequest.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(GenerateRequest.fromJson(again(least.toJson()))).isEqualTo(least);
        assertThat(least.toJson()).hasToString("{\"prompt\":\"\",\"stream\":false}");
    }

    @Test
    void aGenerateRequestNeedsAPrompt() {
        assertThatThrownBy(() -> GenerateRequest.fromJson(Json.fields("{\"model\":\"tiny\"}")))
                .hasMessage("'prompt' is missing");
    }

    @Test
    void emptyTextsBesideAPromptAreNotGiven() {
        GenerateRequest empty = GenerateRequest.fromJson(
                Json.fields("{\"prompt\":\"a\",\"system\":\"\",\"suffix\":\"\",\"raw\":true}"));

        assertThat(empty.system()).isNull();
        assertThat(empty.suffix()).isNull();
        assertThatThrownBy(
                        () -> GenerateRequest.fromJson(Json.fields("{\"prompt\":\"a\",\"suffix\":\"b\",\"raw\":true}")))
                .hasMessage("'suffix' cannot be combined with 'raw'");
    }

    @Test
    void whatIsFilledInHasNoSystemPrompt() {
        Fields fields = Json.fields("{\"prompt\":\"a\",\"suffix\":\"b\",\"system\":\"Be brief.\"}");

        assertThat(GenerateRequest.fromJson(fields).system()).isNull();
        assertThat(fields.unread()).containsExactly("system");
    }

    @Test
    void aRequestThatOnlyLoadsAModelHasItsOtherFieldsRead() {
        assertThat(GenerateRequest.withoutPrompt(Json.fields("{\"model\":\"m\",\"keep_alive\":5}")))
                .isEqualTo(new GenerateRequest(
                        "m",
                        "",
                        false,
                        false,
                        new GenerationOptions(null, SamplingFields.NONE, LogprobFields.NONE, null, "5")));
        assertThat(ChatRequest.withoutMessages(Json.fields("{\"model\":\"m\"}")).messages())
                .isEmpty();
        assertThatThrownBy(() -> ChatRequest.withoutMessages(Json.fields("{\"tools\":5}")))
                .hasMessageContaining("'tools' must be a list");
    }

    @Test
    void aChatRequestIsReadBackAsItWasWritten() {
        List<ChatMessage> messages =
                List.of(ChatMessage.system("s"), ChatMessage.user("u"), ChatMessage.assistant("a"));
        ChatRequest all = new ChatRequest("tiny", messages, true, OPTIONS);
        ChatRequest least = new ChatRequest(null, messages.subList(1, 2), false, GenerationOptions.DEFAULTS);

        assertThat(ChatRequest.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(ChatRequest.fromJson(again(least.toJson()))).isEqualTo(least);
        assertThat(least.toJson())
                .hasToString("{\"messages\":[{\"role\":\"user\",\"content\":\"u\"}],\"stream\":false}");
    }

    @Test
    void aChatRequestNeedsMessages() {
        assertThatThrownBy(() -> ChatRequest.fromJson(Json.fields("{}"))).hasMessage("'messages' is missing");
        assertThatThrownBy(() -> ChatRequest.fromJson(Json.fields("{\"messages\":[]}")))
                .hasMessage("'messages' must hold at least one message");
        assertThatThrownBy(() -> ChatRequest.fromJson(Json.fields("{\"messages\":\"hi\"}")))
                .hasMessage("'messages' must be a list, not \"hi\"");
        assertThatThrownBy(() -> ChatRequest.fromJson(Json.fields("{\"messages\":[{\"role\":\"user\"}]}")))
                .hasMessage("'messages[0].content' is missing");
        assertThatThrownBy(() -> ChatRequest.fromJson(Json.fields("{\"messages\":[{\"content\":\"x\"}]}")))
                .hasMessage("'messages[0].role' is missing");
    }

    @Test
    void aGenerateResponseIsReadBackAsItWasWritten() {
        GenerateResponse piece = new GenerateResponse("tiny", " Paris", null);
        GenerateResponse last = new GenerateResponse("tiny", "", STATISTICS);

        assertThat(GenerateResponse.fromJson(again(piece.toJson()))).isEqualTo(piece);
        assertThat(GenerateResponse.fromJson(again(last.toJson()))).isEqualTo(last);
        assertThat(piece.done()).isFalse();
        assertThat(last.done()).isTrue();
        assertThat(piece.text()).isEqualTo(" Paris");
    }

    @Test
    void aPieceIsWrittenAsTheContractHasIt() {
        assertThat(new GenerateResponse("llama3.2:1b", "Hello", null).toJson())
                .hasToString("{\"model\":\"llama3.2:1b\",\"response\":\"Hello\",\"done\":false}");
        assertThat(new ChatResponse("llama3.2:1b", ChatMessage.assistant("Hi"), null).toJson())
                .hasToString("{\"model\":\"llama3.2:1b\",\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                        + "\"done\":false}");
    }

    @Test
    void theLastPieceHoldsTheContractsStatisticsAndOurs() {
        assertThat(new GenerateResponse("m", "", STATISTICS).toJson())
                .hasToString("{\"model\":\"m\",\"response\":\"\",\"done\":true,"
                        + "\"total_duration_ms\":450,\"prompt_tokens\":8,\"completion_tokens\":7,"
                        + "\"tokens_per_second\":15.6,\"done_reason\":\"length\",\"load_duration_ms\":20,"
                        + "\"prompt_duration_ms\":100,\"cached_prompt_tokens\":3}");
    }

    @Test
    void aChatResponseIsReadBackAsItWasWritten() {
        ChatResponse piece = new ChatResponse("tiny", ChatMessage.assistant("😀"), null);
        ChatResponse last = new ChatResponse("tiny", ChatMessage.assistant(""), STATISTICS);

        assertThat(ChatResponse.fromJson(again(piece.toJson()))).isEqualTo(piece);
        assertThat(ChatResponse.fromJson(again(last.toJson()))).isEqualTo(last);
        assertThat(piece.text()).isEqualTo("😀");
        assertThat(last.done()).isTrue();
        assertThatThrownBy(() -> ChatResponse.fromJson(Json.fields("{\"model\":\"m\"}")))
                .hasMessage("'message' is missing");
    }

    @Test
    void statisticsThatAnOlderDaemonDoesNotGiveAreZero() {
        GenerateResponse last =
                GenerateResponse.fromJson(Json.fields("{\"model\":\"m\",\"response\":\"\",\"done\":true}"));

        assertThat(last.statistics()).isEqualTo(new Statistics("stop", 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aListOfModelsIsReadBackAsItWasWritten() {
        ModelEntry unloaded = new ModelEntry(
                "b",
                "/b.gguf",
                0,
                16,
                0,
                false,
                0,
                false,
                0,
                "unknown",
                "unknown",
                "file",
                ModelState.AVAILABLE,
                null,
                null);
        ModelList list = new ModelList(List.of(ENTRY, unloaded));

        assertThat(ModelList.fromJson(again(list.toJson()))).isEqualTo(list);
        assertThat(ModelList.fromJson(again(new ModelList(List.of()).toJson())).models())
                .isEmpty();
        assertThatThrownBy(() -> ModelList.fromJson(Json.fields("{}"))).hasMessage("'models' is missing");
    }

    @Test
    void aModelHasTheContractsFieldsFirst() {
        assertThat(ENTRY.toJson().toString())
                .startsWith("{\"alias\":\"tiny\",\"path\":\"/models/tiny.gguf\",\"parameters\":7615000000,"
                        + "\"context_size\":4096,\"gpu_layers\":-1,\"is_default\":true,\"active_requests\":2,");
    }

    @Test
    void aModelNeedsNoMoreThanNameAndPath() {
        ModelEntry entry = ModelEntry.fromJson(Json.fields("{\"alias\":\"a\",\"path\":\"/a\"}"));

        assertThat(entry)
                .isEqualTo(new ModelEntry(
                        "a", "/a", 0, 0, 0, false, 0, false, 0, "", "", "", ModelState.AVAILABLE, null, null));
    }

    @Test
    void aTimeThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> ModelEntry.fromJson(
                        Json.fields("{\"alias\":\"a\",\"path\":\"/a\",\"expires_at\":\"tomorrow\"}")))
                .hasMessage("'expires_at' must be a time such as 2025-01-31T12:00:00Z, not tomorrow");
    }

    @Test
    void aDaemonsStatusIsReadBackAsItWasWritten() {
        DaemonStatus status = new DaemonStatus("ok", "0.3.0", 3600, 2, 1, 4711, true);

        assertThat(DaemonStatus.fromJson(again(status.toJson()))).isEqualTo(status);
        assertThat(status.toJson())
                .hasToString("{\"status\":\"ok\",\"version\":\"0.3.0\",\"uptime_secs\":3600,\"models_loaded\":2,"
                        + "\"active_requests\":1,\"pid\":4711,\"on_demand\":true}");
        assertThat(DaemonStatus.fromJson(Json.fields("{\"status\":\"ok\",\"version\":\"9\"}")))
                .isEqualTo(new DaemonStatus("ok", "9", 0, 0, 0, -1, false));
    }

    @Test
    void theSystemsStatusIsWrittenAsTheContractHasIt() {
        SystemStatus.Stats stats = new SystemStatus.Stats(150, 45_000, 1, true, 4_500_000_000L, 16_000_000_000L);
        SystemStatus status = new SystemStatus(
                "0.3.0", 3600, 2, "http://0.0.0.0:8080", "ipc:///tmp/mullama.sock", "llama3.2:1b", stats);

        assertThat(status.toJson())
                .hasToString("{\"version\":\"0.3.0\",\"uptime_secs\":3600,\"models_loaded\":2,"
                        + "\"http_endpoint\":\"http://0.0.0.0:8080\",\"ipc_endpoint\":\"ipc:///tmp/mullama.sock\","
                        + "\"default_model\":\"llama3.2:1b\",\"stats\":{\"requests_total\":150,"
                        + "\"tokens_generated\":45000,\"active_requests\":1,\"gpu_available\":true,"
                        + "\"memory_used_bytes\":4500000000,\"memory_total_bytes\":16000000000}}");
    }

    @Test
    void whatTheSystemDoesNotHaveIsNull() {
        SystemStatus status =
                new SystemStatus("1", 0, 0, null, null, null, new SystemStatus.Stats(0, 0, 0, false, 0, 0));

        JsonNode json = status.toJson();

        assertThat(json.get("http_endpoint").isNull()).isTrue();
        assertThat(json.get("ipc_endpoint").isNull()).isTrue();
        assertThat(json.get("default_model").isNull()).isTrue();
    }

    private static Fields again(JsonNode json) {
        return Json.fields(Json.bytes(json));
    }
}
