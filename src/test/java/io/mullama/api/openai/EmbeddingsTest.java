package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddingsTest {

    @Test
    void everyFieldIsRead() {
        Fields fields = fields("{'model':'tiny','input':['a','b'],'encoding_format':'base64','dimensions':4,"
                + "'user':'u','truncate':true,'keep_alive':'1m'}");

        assertThat(EmbeddingsRequest.fromJson(fields))
                .isEqualTo(new EmbeddingsRequest(
                        "tiny",
                        List.of(new TextInput.Text("a"), new TextInput.Text("b")),
                        VectorEncoding.BASE64,
                        4,
                        true,
                        "1m"));
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'Hi' | 1", "[1,2] | 1", "[[1],[2,3]] | 2", "['a',[1]] | 2"})
    void anInputIsTextOrTokensOrSeveralOfThem(String input, int count) {
        EmbeddingsRequest request = EmbeddingsRequest.fromJson(fields("{'input':" + input + "}"));

        assertThat(request.inputs()).hasSize(count);
        assertThat(request.encoding()).isEqualTo(VectorEncoding.FLOAT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                     | input    | 'input' is missing",
                "{'input':''}                           | input    | 'input' must not be empty",
                "{'input':[]}                           | input    | 'input' must not be empty",
                "{'input':['a','']}                     | input[1] | 'input[1]' must not be empty",
                "{'input':7}                            | input    | 'input' must be a string or a list of token ids",
                "{'input':[-1]}                         | input[0] | 'input[0]' must be the id of a token",
                "{'input':'a','encoding_format':'int8'} | encoding_format | 'encoding_format' must be float or base64, "
                        + "not \"int8\"",
                "{'input':'a','dimensions':'x'}         | dimensions | 'dimensions' must be an integer, not \"x\"",
            })
    void aFieldThatCannotBeUsedIsRefusedByItsName(String json, String param, String message) {
        assertThatThrownBy(() -> EmbeddingsRequest.fromJson(fields(json)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.param()).hasValue(param);
                    assertThat(e).hasMessage(message);
                });
    }

    @Test
    void moreInputsThanOneRequestMayHaveAreRefused() {
        String inputs = "'a',".repeat(2048) + "'a'";

        assertThatThrownBy(() -> EmbeddingsRequest.fromJson(fields("{'input':[" + inputs + "]}")))
                .hasMessage("'input' must hold at most 2048 inputs, not 2049");
    }

    @Test
    void vectorsAreListsOfNumbers() throws IOException {
        assertThat(written(VectorEncoding.FLOAT, List.of()))
                .isEqualTo("{'object':'list','data':[{'object':'embedding','index':0,'embedding':[1.0,-2.5]},"
                        + "{'object':'embedding','index':1,'embedding':[0.5,0.0]}],'model':'tiny',"
                        + "'usage':{'prompt_tokens':5,'total_tokens':5}}");
    }

    @Test
    void vectorsInBase64AreLittleEndianSingles() throws IOException {
        assertThat(written(VectorEncoding.BASE64, List.of("a warning")))
                .isEqualTo("{'object':'list','data':[{'object':'embedding','index':0,'embedding':'AACAPwAAIMA='},"
                        + "{'object':'embedding','index':1,'embedding':'AAAAPwAAAAA='}],'model':'tiny',"
                        + "'usage':{'prompt_tokens':5,'total_tokens':5},'warnings':['a warning']}");
    }

    private static String written(VectorEncoding encoding, List<String> warnings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<float[]> vectors = List.of(new float[] {1, -2.5f}, new float[] {0.5f, 0});
        new EmbeddingsResponse("tiny", encoding, vectors, 5, warnings).writeTo(out);
        return out.toString(StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
