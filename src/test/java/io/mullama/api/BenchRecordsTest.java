package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchRecordsTest {
    private static final BenchSetup SETUP =
            new BenchSetup("tiny", 3_000_000, 2_900_000, "Q8_0", "llama", 2, 1, 4096, 4, "1.2.3");
    private static final BenchResult RESULT = new BenchResult(
            BenchTest.prompt(512, 2),
            List.of(
                    new BenchResult.Sample(1024, 1_000_000_000),
                    new BenchResult.Sample(1024, 2_000_000_000),
                    new BenchResult.Sample(1024, 4_000_000_000L)));

    @Test
    void aRequestIsReadBackAsItWasWritten() {
        BenchRequest request = new BenchRequest("tiny", List.of(128, 512), List.of(0), List.of(1, 4), 3);

        assertThat(read(request)).isEqualTo(request);
    }

    @Test
    void whatARequestLeavesOutIsAsLlamaBenchHasIt() {
        BenchRequest request = BenchRequest.fromJson(Json.fields("{}"));

        assertThat(request).isEqualTo(new BenchRequest(null, List.of(512), List.of(128), List.of(1), 5));
        assertThat(request.tests()).extracting(BenchTest::name).containsExactly("pp512", "tg128");
    }

    @Test
    void everyCountIsMeasuredWithEveryNumberOfStreamsButZeroIsNone() {
        BenchRequest request = BenchRequest.fromJson(
                Json.fields("{\"prompt_tokens\":[0,8],\"generated_tokens\":4,\"streams\":[1,2]}"));

        assertThat(request.tests())
                .containsExactly(
                        BenchTest.prompt(8, 1),
                        BenchTest.prompt(8, 2),
                        BenchTest.generation(4, 1),
                        BenchTest.generation(4, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'prompt_tokens':-1}        | 'prompt_tokens' must be a list of whole numbers, each at least 0",
                "{'prompt_tokens':[1,'x']}   | 'prompt_tokens' must be a list of whole numbers, each at least 0",
                "{'generated_tokens':[1.5]}  | 'generated_tokens' must be a list of whole numbers, each at least 0",
                "{'streams':0}               | 'streams' must be a list of whole numbers, each at least 1",
                "{'streams':[]}              | 'streams' must hold between 1 and 64 numbers",
                "{'repetitions':0}           | 'repetitions' must be between 1 and 1000, not 0",
                "{'repetitions':1001}        | 'repetitions' must be between 1 and 1000, not 1001",
                "{'prompt_tokens':0,'generated_tokens':0} | 'generated_tokens' is 0, and so is 'prompt_tokens': "
                        + "there is nothing to measure",
            })
    void aRequestThatCannotBeMeasuredIsRefused(String body, String message) {
        assertThatThrownBy(() -> BenchRequest.fromJson(Json.fields(body.replace('\'', '"'))))
                .hasMessage(message);
    }

    @Test
    void theSpeedIsTheMeanOfTheRepetitionsWithTheirStandardDeviation() {
        // 1024, 512 and 256 tokens a second.
        assertThat(RESULT.tokensPerSecond()).isEqualTo(1792.0 / 3, within(1e-9));
        assertThat(RESULT.deviation()).isEqualTo(391.046, within(0.001));
        assertThat(new BenchResult(RESULT.test(), RESULT.samples().subList(0, 1)).deviation())
                .isZero();
    }

    @Test
    void linesAreReadBackAsTheyWereWritten() {
        assertThat(BenchLine.fromJson(Json.fields(Json.text(RESULT.toJson())))).isEqualTo(RESULT);
        assertThat(BenchLine.fromJson(Json.fields(Json.text(SETUP.toJson())))).isEqualTo(SETUP);
        assertThat(RESULT.done()).isFalse();
        assertThat(SETUP.done()).isTrue();
    }

    @Test
    void aResultTellsEveryRepetition() {
        assertThat(new BenchResult(BenchTest.generation(8, 1), List.of(new BenchResult.Sample(8, 16_000_000))).toJson())
                .hasToString("{\"test\":\"tg8\",\"prompt_tokens\":0,\"generated_tokens\":8,\"streams\":1,"
                        + "\"tokens_per_second\":500.0,\"tokens_per_second_stddev\":0.0,"
                        + "\"samples\":[{\"tokens\":8,\"duration_ns\":16000000}],\"done\":false}");
    }

    @Test
    void aResultWithoutItsSamplesIsNone() {
        assertThatThrownBy(() -> BenchLine.fromJson(Json.fields("{\"test\":\"pp1\"}")))
                .hasMessage("'samples' is missing");
        assertThatThrownBy(() -> BenchLine.fromJson(Json.fields("{\"samples\":[{\"tokens\":1}]}")))
                .hasMessage("'samples[0].duration_ns' is missing");
    }

    @Test
    void aReportIsTheSetupWithItsTests() {
        String report = Json.text(new BenchReport(SETUP, List.of(RESULT)).toJson());

        assertThat(report)
                .startsWith("{\"model\":\"tiny\",\"size_bytes\":3000000,\"parameters\":2900000,"
                        + "\"quantization\":\"Q8_0\",\"architecture\":\"llama\",\"threads\":2,\"gpu_layers\":1,"
                        + "\"context_size\":4096,\"parallel\":4,\"version\":\"1.2.3\",\"tests\":[{\"test\":\"pp512\",")
                .doesNotContain("done");
    }

    private static BenchRequest read(BenchRequest request) {
        return BenchRequest.fromJson(Json.fields(Json.bytes(request)));
    }
}
