package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerationOptionsTest {

    @Test
    void whatIsNotAskedForIsLeftToTheDaemon() {
        assertThat(read("{}")).isEqualTo(GenerationOptions.DEFAULTS);
        assertThat(write(GenerationOptions.DEFAULTS)).hasToString("{}");
    }

    @Test
    void everyOptionIsWrittenAndReadBack() {
        GenerationOptions options = new GenerationOptions(
                64,
                SamplingFields.NONE.withSeed(Long.MIN_VALUE),
                new LogprobFields(true, 20, true),
                List.of("\n", "</s>"),
                "1h30m");

        assertThat(read(write(options).toString())).isEqualTo(options);
    }

    @Test
    void aCopyDiffersInTheOneOptionAlone() {
        GenerationOptions options = read("{'top_k':3,'stop':'x','keep_alive':'1m'}");

        assertThat(options.withMaxTokens(5)).isEqualTo(read("{'top_k':3,'stop':'x','keep_alive':'1m','max_tokens':5}"));
        assertThat(options.withTemperature(0.5))
                .isEqualTo(read("{'top_k':3,'stop':'x','keep_alive':'1m','temperature':0.5}"));
        assertThat(options.withSeed(7L)).isEqualTo(read("{'top_k':3,'stop':'x','keep_alive':'1m','seed':7}"));
        assertThat(options.withSeed(7L).withSeed(null)).isEqualTo(options);
    }

    @Test
    void whatARequestLeavesOpenIsAsOthersHaveIt() {
        GenerationOptions others = read("{'max_tokens':9,'top_k':3,'seed':1,'stop':['x'],'keep_alive':'1m',"
                + "'samplers':['top_k'],'dry_sequence_breakers':['-'],'logit_bias':{'5':1},'ignore_eos':true,"
                + "'grammar':'root ::= x'}");
        GenerationOptions own = read("{'max_tokens':0,'temperature':0,'seed':2,'stop':[],'keep_alive':'0',"
                + "'samplers':['min_p'],'dry_sequence_breakers':[],'logit_bias':{'6':1},'ignore_eos':false,"
                + "'grammar':'root ::= y'}");

        assertThat(GenerationOptions.DEFAULTS.orElse(others)).isEqualTo(others);
        assertThat(own.orElse(GenerationOptions.DEFAULTS)).isEqualTo(own);
        assertThat(own.orElse(others))
                .isEqualTo(own.withSampling(own.sampling()
                        .with(SamplingField.TOP_K, others.sampling().number(SamplingField.TOP_K))));
    }

    @Test
    void nobodyElseAsksForProbabilities() {
        GenerationOptions asked = read("{'logprobs':true,'top_logprobs':2}");

        assertThat(asked.orElse(GenerationOptions.DEFAULTS)).isEqualTo(asked);
        assertThat(GenerationOptions.DEFAULTS.orElse(asked)).isEqualTo(GenerationOptions.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, Integer.MAX_VALUE})
    void maxTokensGoesFromMinusOne(int value) {
        assertThat(read("{'max_tokens':" + value + "}").maxTokens()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max_tokens     | -2   | 'max_tokens' must be at least -1, not -2",
                "max_tokens     | -5   | 'max_tokens' must be at least -1, not -5",
                "max_tokens     | 3e9  | 'max_tokens' is out of range: 3.0E9",
                "max_tokens     | 1.5  | 'max_tokens' must be an integer, not 1.5",
                "seed           | 0.5  | 'seed' must be an integer, not 0.5",
                "logprobs       | 5    | 'logprobs' must be true or false, not 5",
                "top_logprobs   | 21   | 'top_logprobs' must be between 0 and 20, not 21",
                "top_logprobs   | -1   | 'top_logprobs' must be between 0 and 20, not -1",
                "top_logprobs   | 3    | 'top_logprobs' needs 'logprobs': true",
                "stop           | 1    | 'stop' must be a string or a list of strings, not 1",
                "keep_alive     | true | 'keep_alive' must be a string, not true",
            })
    void aValueThatCannotBeUsedIsRefused(String name, String value, String message) {
        assertRefused("{'" + name + "':" + value + "}", name, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "['']", "['a','']"})
    void anEmptyStopTextIsRefused(String stop) {
        assertRefused("{'stop':" + stop + "}", "stop", "'stop' must not hold an empty string");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "42.0, 42",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void aSeedIsAnyLong(String value, long expected) {
        assertThat(read("{'seed':" + value + "}").sampling().seed()).isEqualTo(expected);
    }

    @Test
    void logprobsOfNoOtherTokenNeedNoNumber() {
        assertThat(read("{'logprobs':true}").logprobs()).isEqualTo(new LogprobFields(true, 0, false));
        assertThat(read("{'logprobs':false,'top_logprobs':0}").logprobs()).isEqualTo(LogprobFields.NONE);
    }

    @Test
    void aDialectMayReadLogprobsByItself() {
        LogprobFields own = new LogprobFields(true, 5, false);

        assertThat(GenerationOptions.fromJson(Json.fields("{\"logprobs\":5}"), own)
                        .logprobs())
                .isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "5m, '\"5m\"'",
        "-1, -1",
        "300, 300",
        "300, '\"300\"'",
        "300, 300.0",
        "1000, 1e3",
        "0s500ms, 0.5",
        "2s1ms, 2.0000001",
        "0, 0.0",
        "-1, -0.5",
        "-1, 1e10",
        "-1, 1e400"
    })
    void keepAliveIsTextOrANumberOfSeconds(String expected, String value) {
        assertThat(read("{'keep_alive':" + value + "}").keepAlive()).isEqualTo(expected);
    }

    @Test
    void nullLeavesTheChoiceOpen() {
        assertThat(read("{'max_tokens':null,'temperature':null,'stop':null,'seed':null,'keep_alive':null}"))
                .isEqualTo(GenerationOptions.DEFAULTS);
    }

    private static void assertRefused(String json, String param, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static GenerationOptions read(String json) {
        return GenerationOptions.fromJson(Json.fields(json.replace('\'', '"')));
    }

    private static ObjectNode write(GenerationOptions options) {
        ObjectNode json = Json.object();
        options.writeTo(json);
        return json;
    }
}
