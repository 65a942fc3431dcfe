package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ModelName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of the routes that pull, make, copy, load and delete models. */
final class ModelRecordsTest {
    private static Fields again(JsonBody body) {
        return Json.fields(Json.bytes(body.toJson()));
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }

    @Test
    void aPullIsReadBackAsItWasWritten() {
        PullRequest all = new PullRequest("llama3.2:1b", true, "hf_x");
        PullRequest least = new PullRequest("hf:o/r", false, null);

        assertThat(PullRequest.fromJson(again(all))).isEqualTo(all);
        assertThat(PullRequest.fromJson(again(least))).isEqualTo(least);
        assertThat(least.toJson()).hasToString("{\"name\":\"hf:o/r\",\"stream\":false}");
        assertThat(least.modelName()).isEqualTo(ModelName.parse("hf:o/r"));
    }

    @Test
    void aPullTakesModelForName() {
        assertThat(PullRequest.fromJson(fields("{'model':'a'}"))).isEqualTo(new PullRequest("a", false, null));
        assertThat(PullRequest.fromJson(fields("{'model':'a','name':'b'}")).name())
                .isEqualTo("a");
        assertThatThrownBy(() -> PullRequest.fromJson(fields("{}"))).hasMessage("'name' is missing");
    }

    @Test
    void aTokenIsNeverShown() {
        assertThat(new PullRequest("a", false, "hf_secret")).hasToString("pull of a");
        assertThat(new CreateRequest("a", "FROM b", null, null, "hf_secret")).hasToString("creation of a");
    }

    @Test
    void theLinesOfAPullAreReadBackAsTheyWereWritten() {
        PullLine.File file = new PullLine.File("m.gguf", 100, 40, "stalled");
        PullLine.File other = new PullLine.File("p.gguf", 60, 0, null);
        List<PullLine> lines = List.of(
                new PullLine.Phase("resolving"),
                new PullLine.Downloading(160, 40, List.of(file, other)),
                new PullLine.Downloading(0, 0, List.of()),
                new PullLine.Phase("verifying"),
                new PullLine.Success("hf:o/r:Q4_K_M", "o/r", 160));

        for (PullLine line : lines) {
            assertThat(PullLine.fromJson(again(line))).isEqualTo(line);
            assertThat(line.done()).isEqualTo(line instanceof PullLine.Success);
        }
    }

    @Test
    void theLinesOfAPullAreThoseOfTheContract() {
        PullLine.Downloading line =
                new PullLine.Downloading(200, 50, List.of(new PullLine.File("m.gguf", 200, 50, null)));

        assertThat(line.toJson())
                .hasToString("{\"status\":\"downloading\",\"progress\":0.25,\"total_bytes\":200,"
                        + "\"downloaded_bytes\":50,\"files\":[{\"name\":\"m.gguf\",\"total_bytes\":200,"
                        + "\"downloaded_bytes\":50}]}");
        assertThat(new PullLine.Downloading(0, 0, List.of())
                        .toJson()
                        .get("progress")
                        .asDouble())
                .isZero();
        assertThat(new PullLine.Success("tiny", "o/r", 9).toJson())
                .hasToString("{\"status\":\"success\",\"model\":\"tiny\",\"repo\":\"o/r\",\"size_bytes\":9}");
    }

    @Test
    void aFinishedDownloadHasEveryByteAndNothingHoldsItUp() {
        PullLine.Downloading line =
                new PullLine.Downloading(200, 50, List.of(new PullLine.File("m.gguf", 200, 50, "stalled")));

        assertThat(line.finished())
                .isEqualTo(new PullLine.Downloading(200, 200, List.of(new PullLine.File("m.gguf", 200, 200, null))));
    }

    @Test
    void aLineOfAnotherVersionIsAPhase() {
        assertThat(PullLine.fromJson(fields("{'status':'mirroring','x':1}")))
                .isEqualTo(new PullLine.Phase("mirroring"));
        assertThat(PullLine.fromJson(fields("{'status':'downloading'}")))
                .isEqualTo(new PullLine.Downloading(0, 0, List.of()));
        assertThat(PullLine.fromJson(fields("{'status':'success','model':'m'}")))
                .isEqualTo(new PullLine.Success("m", "", 0));
        assertThatThrownBy(() -> PullLine.fromJson(fields("{}"))).hasMessage("'status' is missing");
        assertThatThrownBy(() -> PullLine.fromJson(fields("{'status':'downloading','files':[{}]}")))
                .hasMessage("'files[0].name' is missing");
    }

    @Test
    void whatAModelIsIsReadBackAsItWasWritten() {
        ModelEntry entry = new ModelEntry(
                "m",
                "/m.gguf",
                5,
                16,
                0,
                false,
                0,
                false,
                9,
                "Q8_0",
                "llama",
                "mullama",
                ModelState.AVAILABLE,
                Instant.EPOCH,
                null);
        ModelDetails all = new ModelDetails(
                entry,
                "LlamaForCausalLM",
                new ModelDetails.Capabilities(true, false, true, true, false, true, false, true),
                new ModelDetails.Numbers(32_000L, 4096L, 64L),
                new ModelDetails.Text("FROM x", "{{ x }}", "Be brief.", List.of("seed 1"), "MIT", "o/r@c0ffee"),
                List.of("/m.gguf", "/p.gguf"));
        ModelDetails least = new ModelDetails(
                entry,
                "LlamaForCausalLM",
                new ModelDetails.Capabilities(false, false, false, false, true, false, true, false),
                new ModelDetails.Numbers(null, null, null),
                new ModelDetails.Text("", null, null, List.of(), null, null),
                List.of());

        assertThat(ModelDetails.fromJson(again(all))).isEqualTo(all);
        assertThat(ModelDetails.fromJson(again(least))).isEqualTo(least);
        assertThat(ModelDetails.fromJson(fields("{'alias':'a','path':'/a'}")).files())
                .isEmpty();
    }

    @Test
    void whatWasDoneToAModelIsReadBackAsItWasWritten() {
        ModelChange deleted = new ModelChange("deleted", "m", List.of("/m.gguf"));
        ModelChange copied = new ModelChange("copied", "m", List.of());

        assertThat(ModelChange.fromJson(again(deleted))).isEqualTo(deleted);
        assertThat(ModelChange.fromJson(again(copied))).isEqualTo(copied);
        assertThat(copied.toJson()).hasToString("{\"status\":\"copied\",\"alias\":\"m\"}");
    }

    @Test
    void aCopyIsReadBackAsItWasWritten() {
        CopyRequest copy = new CopyRequest("a", "b");

        assertThat(CopyRequest.fromJson(again(copy))).isEqualTo(copy);
    }

    @Test
    void aCreationIsReadBackAsItWasWritten() {
        CreateRequest all = new CreateRequest("mine", "FROM x\n", "/home/ada", "Q4_K_M", "hf_x");
        CreateRequest least = new CreateRequest("mine", "FROM x", null, null, null);

        assertThat(CreateRequest.fromJson(again(all))).isEqualTo(all);
        assertThat(CreateRequest.fromJson(again(least))).isEqualTo(least);
        assertThat(least.toJson()).hasToString("{\"name\":\"mine\",\"modelfile\":\"FROM x\"}");
    }

    @Test
    void aReportOfTheCacheIsReadBackAsItWasWritten() {
        CacheReport report = new CacheReport("/cache", 7, List.of(new CacheReport.File("o/r/x.gguf", 5)));
        CacheReport empty = new CacheReport("/cache", 0, List.of());

        assertThat(CacheReport.fromJson(again(report))).isEqualTo(report);
        assertThat(CacheReport.fromJson(again(empty))).isEqualTo(empty);
    }

    @Test
    void aLoadIsReadBackAsItWasWritten() {
        LoadRequest all = new LoadRequest("m", "/m.gguf", -1, 4096, "/p.gguf", true, "-1");
        LoadRequest least = new LoadRequest("m", null, null, null, null, false, null);

        assertThat(LoadRequest.fromJson(again(all))).isEqualTo(all);
        assertThat(LoadRequest.fromJson(again(least))).isEqualTo(least);
        assertThat(least.toJson()).hasToString("{\"alias\":\"m\",\"set_default\":false}");
    }

    @ParameterizedTest
    @CsvSource({"300, 300", "-1, -1", "'\"5m\"', 5m"})
    void howLongALoadedModelStaysIsTextOrANumberOfSeconds(String written, String expected) {
        assertThat(LoadRequest.fromJson(fields("{'alias':'m','keep_alive':" + written + "}"))
                        .keepAlive())
                .isEqualTo(expected);
    }

    @Test
    void whatWasLoadedIsWrittenAsTheContractHasIt() {
        assertThat(new LoadResponse("llama3.2:1b", 1_000_000_000, 4096, -1).toJson())
                .hasToString("{\"status\":\"loaded\",\"alias\":\"llama3.2:1b\",\"parameters\":1000000000,"
                        + "\"context_size\":4096,\"gpu_layers\":-1}");
    }

    @Test
    void aDefaultModelIsWrittenAsTheContractHasIt() {
        assertThat(new DefaultModel(
                                "a-1b", "A model", "1B", List.of("chat", "small"), "hf:o/r", false, true, true, "a:1b")
                        .toJson())
                .hasToString("{\"name\":\"a-1b\",\"description\":\"A model\",\"size_hint\":\"1B\","
                        + "\"tags\":[\"chat\",\"small\"],\"from\":\"hf:o/r\",\"has_thinking\":false,"
                        + "\"has_vision\":true,\"has_tools\":true,\"alias\":\"a:1b\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 'source' is missing",
                "{'source':'a'} | 'destination' is missing",
                "{'source':1} | 'source' must be a string, not 1"
            },
            quoteCharacter = '`')
    void aCopyNeedsBothNames(String json, String message) {
        assertThatThrownBy(() -> CopyRequest.fromJson(fields(json))).hasMessage(message);
    }
}
