package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplingFieldsTest {

    @Test
    void whatIsNotAskedForIsLeftOpen() {
        assertThat(read("{}")).isEqualTo(SamplingFields.NONE);
        assertThat(write(SamplingFields.NONE)).hasToString("{}");
        assertThat(read("{'temperature':null,'samplers':null,'logit_bias':null,'grammar':null,'ignore_eos':null}"))
                .isEqualTo(SamplingFields.NONE);
    }

    @Test
    void everyFieldIsWrittenAndReadBack() {
        SamplingFields all = new SamplingFields(
                Map.of(SamplingField.TEMPERATURE, 0.5, SamplingField.TOP_K, 3, SamplingField.DRY_BASE, 2.0),
                7L,
                List.of(SamplerName.TOP_K, SamplerName.TYPICAL_P),
                List.of("\n", "é"),
                List.of(new LogitBiasField(5, null, -1.5), new LogitBiasField(-1, "Paris", Double.NEGATIVE_INFINITY)),
                true,
                "root ::= \"a\"");

        assertThat(read(write(all).toString())).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberIsReadByItsOwnName(SamplingField field) {
        int value = field == SamplingField.ADAPTIVE_DECAY ? 0 : 1;
        SamplingFields fields = read("{'" + field.wireName() + "':" + value + "}");

        assertThat(fields.numbers()).containsOnlyKeys(field);
        assertThat(fields.number(field)).isIn(value, (double) value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "temperature        | -0.1      | 'temperature' must be between 0 and 100, not -0.1",
                "temperature        | 101       | 'temperature' must be between 0 and 100, not 101.0",
                "temperature        | true      | 'temperature' must be a number, not true",
                "temperature        | \"hot\"   | 'temperature' must be a number, not \"hot\"",
                "temperature        | 1e999     | 'temperature' is out of range",
                "dynatemp_range     | -1        | 'dynatemp_range' must be between 0 and 100, not -1.0",
                "dynatemp_exponent  | -1        | 'dynatemp_exponent' must be between 0 and 100, not -1.0",
                "top_k              | -1        | 'top_k' must be at least 0, not -1",
                "top_k              | 1.5       | 'top_k' must be an integer, not 1.5",
                "top_p              | 1.01      | 'top_p' must be between 0 and 1, not 1.01",
                "top_p              | -1        | 'top_p' must be between 0 and 1, not -1.0",
                "min_p              | 2         | 'min_p' must be between 0 and 1, not 2.0",
                "typical_p          | 1.5       | 'typical_p' must be between 0 and 1, not 1.5",
                "top_n_sigma        | -2        | 'top_n_sigma' must be between -1 and 100, not -2.0",
                "xtc_probability    | 1.1       | 'xtc_probability' must be between 0 and 1, not 1.1",
                "xtc_threshold      | -0.1      | 'xtc_threshold' must be between 0 and 1, not -0.1",
                "min_keep           | -1        | 'min_keep' must be at least 0, not -1",
                "repeat_last_n      | -2        | 'repeat_last_n' must be at least -1, not -2",
                "repeat_penalty     | 0         | 'repeat_penalty' must be between 0.01 and 100, not 0.0",
                "repeat_penalty     | 1e-40     | 'repeat_penalty' must be between 0.01 and 100, not 1.0E-40",
                "frequency_penalty  | 101       | 'frequency_penalty' must be between -100 and 100, not 101.0",
                "presence_penalty   | 1e38      | 'presence_penalty' must be between -100 and 100, not 1.0E38",
                "dry_multiplier     | -1        | 'dry_multiplier' must be between 0 and 100, not -1.0",
                "dry_base           | 0.5       | 'dry_base' must be between 1 and 100, not 0.5",
                "dry_allowed_length | -1        | 'dry_allowed_length' must be at least 0, not -1",
                "dry_penalty_last_n | 3e9       | 'dry_penalty_last_n' is out of range: 3.0E9",
                "mirostat           | 3         | 'mirostat' must be between 0 and 2, not 3",
                "mirostat_tau       | -1        | 'mirostat_tau' must be between 0 and 100, not -1.0",
                "mirostat_eta       | 11        | 'mirostat_eta' must be between 0 and 10, not 11.0",
                "adaptive_target    | 2         | 'adaptive_target' must be between -1 and 1, not 2.0",
                "adaptive_decay     | 1         | 'adaptive_decay' must be between 0 and 0.99, not 1.0",
                "ignore_eos         | 1         | 'ignore_eos' must be true or false, not 1",
                "grammar            | 1         | 'grammar' must be a string, not 1",
            })
    void aValueThatCannotBeUsedIsRefused(String name, String value, String message) {
        assertRefused("{'" + name + "':" + value + "}", name, message);
    }

    @Test
    void samplersAreNamedInAnyOfLlamaCppsSpellings() {
        List<SamplerName> order = List.of(SamplerName.TOP_K, SamplerName.TYPICAL_P, SamplerName.TEMPERATURE);

        assertThat(read("{'samplers':['top_k','typ_p','temperature']}").samplers())
                .isEqualTo(order);
        assertThat(read("{'samplers':['Top-K','typical_p','temp']}").samplers()).isEqualTo(order);
        assertThat(read("{'samplers':'kyt'}").samplers()).isEqualTo(order);
        assertThat(read("{'samplers':['topk','typ','temp']}").samplers()).isEqualTo(order);
        assertThat(read("{'samplers':[]}").samplers()).isEmpty();
        assertThat(read("{'samplers':'edskypmxta'}").samplers()).containsExactly(SamplerName.values());
    }

    @Test
    void samplersThatAreNotKnownAreRefused() {
        String known = "'samplers' must be made of penalties (e), dry (d), top_n_sigma (s), top_k (k), typ_p (y),"
                + " top_p (p), min_p (m), xtc (x), temperature (t), adaptive_p (a), not ";
        assertRefused("{'samplers':['topp','beam']}", "samplers", known + "\"beam\"");
        assertRefused("{'samplers':'kz'}", "samplers", known + "\"z\"");
        assertRefused("{'samplers':['" + "x".repeat(99) + "']}", "samplers", known + "something else");
        assertRefused("{'samplers':['infill']}", "samplers", known + "\"infill\"");
        assertRefused("{'samplers':['dry','top_k','dry']}", "samplers", "'samplers' names dry twice");
        assertRefused("{'samplers':{}}", "samplers", "'samplers' must be a string or a list of strings, not an object");
        assertRefused("{'samplers':[1]}", "samplers[0]", "'samplers[0]' must be a string, not 1");
    }

    @Test
    void aLogitBiasIsAListOfPairsOrAnObject() {
        assertThat(read("{'logit_bias':[[15043,1.0],['Hello, world',-0.5],[2,false]]}")
                        .biases())
                .containsExactly(
                        new LogitBiasField(15043, null, 1),
                        new LogitBiasField(-1, "Hello, world", -0.5),
                        new LogitBiasField(2, null, Double.NEGATIVE_INFINITY));
        assertThat(read("{'logit_bias':{'15043':1,'Hello':-100,'3':false}}").biases())
                .containsExactly(
                        new LogitBiasField(15043, null, 1),
                        new LogitBiasField(-1, "Hello", -100),
                        new LogitBiasField(3, null, Double.NEGATIVE_INFINITY));
        assertThat(read("{'logit_bias':[]}").biases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7           | logit_bias    | 'logit_bias' must be a list of [token, bias], or an object of token: bias",
                "[1,2]       | logit_bias[0] | 'logit_bias[0]' must be [token, bias]",
                "[[1]]       | logit_bias[0] | 'logit_bias[0]' must be [token, bias]",
                "[[1,1],[-1,1]] | logit_bias[1] | 'logit_bias[1]' must begin with a token's number, or with a text",
                "[[1.5,1]]   | logit_bias[0] | 'logit_bias[0]' must begin with a token's number, or with a text",
                "[['',1]]    | logit_bias[0] | 'logit_bias[0]' must not be about an empty text",
                "[[1,true]]  | logit_bias[0] | 'logit_bias[0]' must have a number for a bias, or false for never",
                "[[1,'2']]   | logit_bias[0] | 'logit_bias[0]' must have a number for a bias, or false for never",
                "[[1,10001]] | logit_bias[0] | 'logit_bias[0]' must be between -10000 and 10000, not 10001",
                "[[1,1e999]] | logit_bias[0] | 'logit_bias[0]' must be between -10000 and 10000, not Infinity",
                "{'5':null}  | logit_bias.5  | 'logit_bias.5' must have a number for a bias, or false for never",
                "{'99999999999':1} | logit_bias.99999999999 | 'logit_bias.99999999999' names no token: the number is out of range",
            })
    void aLogitBiasThatCannotBeUsedIsRefused(String value, String param, String message) {
        assertRefused("{'logit_bias':" + value + "}", param, message);
    }

    @Test
    void breakersOfSequencesAreTexts() {
        assertThat(read("{'dry_sequence_breakers':['\\n','é']}").dryBreakers()).containsExactly("\n", "é");
        assertThat(read("{'dry_sequence_breakers':[]}").dryBreakers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"['']", "['x','" + "ééééééééééééééééééééé" + "']"})
    void breakersThatLlamaCppWouldDropOrCutAreRefused(String breakers) {
        assertThatThrownBy(() -> read("{'dry_sequence_breakers':" + breakers + "}"))
                .hasMessageStartingWith("'dry_sequence_breakers' must hold texts of 1 to 40 bytes, not of ");
    }

    @Test
    void breakersAreFew() {
        assertRefused(
                "{'dry_sequence_breakers':['a'" + ",'b'".repeat(16) + "]}",
                "dry_sequence_breakers",
                "'dry_sequence_breakers' must hold at most 16 texts, not 17");
    }

    @Test
    void anEmptyGrammarIsNone() {
        assertThat(read("{'grammar':''}").grammar()).isNull();
    }

    private static void assertRefused(String json, String param, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static SamplingFields read(String json) {
        return SamplingFields.fromJson(Json.fields(json.replace('\'', '"')));
    }

    private static ObjectNode write(SamplingFields fields) {
        ObjectNode json = Json.object();
        fields.writeTo(json);
        return json;
    }
}
