package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionRequestTest {

    @Test
    void onlyThePromptIsNeeded() {
        CompletionRequest request = read("{'prompt':'Hi'}");

        assertThat(request.model()).isNull();
        assertThat(request.prompt()).isEqualTo(new CompletionPrompt.Text("Hi"));
        assertThat(request.stream()).isEqualTo(new StreamChoice(false, false));
        assertThat(request.options().maxTokens()).isNull();
    }

    @Test
    void everyFieldIsRead() {
        CompletionRequest request = read("{'model':'tiny','prompt':'Hi','max_tokens':5,'temperature':0,'top_p':0.5,"
                + "'seed':7,'stop':'.','top_k':3,'keep_alive':'1m','stream':true,"
                + "'stream_options':{'include_usage':true,'include_obfuscation':false}}");

        assertThat(request.model()).isEqualTo("tiny");
        assertThat(request.stream()).isEqualTo(new StreamChoice(true, true));
        assertThat(request.options().maxTokens()).isEqualTo(5);
        assertThat(request.options().sampling())
                .isEqualTo(SamplingFields.NONE
                        .withSeed(7L)
                        .with(SamplingField.TEMPERATURE, 0.0)
                        .with(SamplingField.TOP_P, 0.5)
                        .with(SamplingField.TOP_K, 3));
        assertThat(request.options().stop()).containsExactly(".");
        assertThat(request.options().keepAlive()).isEqualTo("1m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Hi'", "['Hi']"})
    void aPromptIsTextAloneOrInAList(String prompt) {
        assertThat(read("{'prompt':" + prompt + "}").prompt()).isEqualTo(new CompletionPrompt.Text("Hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,0]", "[[1,2,0]]"})
    void aPromptIsTokensAloneOrInAList(String prompt) {
        assertThat(read("{'prompt':" + prompt + "}").prompt())
                .isInstanceOfSatisfying(
                        CompletionPrompt.Tokens.class,
                        tokens -> assertThat(tokens.ids()).containsExactly(1, 2, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                            | prompt         | 'prompt' is missing",
                "{'prompt':7}                  | prompt         | 'prompt' must be a string or a list of token ids",
                "{'prompt':{}}                 | prompt         | 'prompt' must be a string or a list of token ids",
                "{'prompt':[{}]}               | prompt         | 'prompt' must be a string or a list of token ids",
                "{'prompt':['a','b']}          | prompt         | 'prompt' must be one prompt: several in one request "
                        + "are not supported yet",
                "{'prompt':[[1],[2]]}          | prompt         | 'prompt' must be one prompt: several in one request "
                        + "are not supported yet",
                "{'prompt':[1,'a']}            | prompt[1]      | 'prompt[1]' must be the id of a token",
                "{'prompt':[1,-1]}             | prompt[1]      | 'prompt[1]' must be the id of a token",
                "{'prompt':[1.5]}              | prompt[0]      | 'prompt[0]' must be the id of a token",
                "{'prompt':[1e10]}             | prompt[0]      | 'prompt[0]' must be the id of a token",
                "{'prompt':'x','n':2}          | n              | 'n' must be 1: several answers to one request are "
                        + "not supported yet",
                "{'prompt':'x','n':0}          | n              | 'n' must be 1: several answers to one request are "
                        + "not supported yet",
                "{'prompt':'x','best_of':3}    | best_of        | 'best_of' must be 1: choosing among several answers "
                        + "is not supported",
                "{'prompt':'x','suffix':'y'}   | suffix         | 'suffix' is not supported yet; leave it out",
                "{'prompt':'x','echo':true}    | echo           | 'echo' is not supported yet; leave it out",
                "{'prompt':'x','logprobs':0}   | logprobs       | 'logprobs' is not supported yet; leave it out",
                "{'prompt':'x','model':1}      | model          | 'model' must be a string, not 1",
                "{'prompt':'x','user':1}       | user           | 'user' must be a string, not 1",
                "{'prompt':'x','metadata':'y'} | metadata       | 'metadata' must be an object",
                "{'prompt':'x','stream_options':{}} | stream_options | 'stream_options' is only for requests with "
                        + "\"stream\": true",
                "{'prompt':'x','stream':true,'stream_options':{'include_usage':1}} | stream_options.include_usage | "
                        + "'stream_options.include_usage' must be true or false, not 1",
            })
    void aFieldThatCannotBeUsedIsRefusedByItsName(String json, String param, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void whatAsksForNothingIsTaken() {
        Fields fields = fields("{'prompt':'x','n':1,'best_of':1,'suffix':'','echo':false,'logprobs':null,'user':'u',"
                + "'service_tier':'auto','store':true,'metadata':{'a':'b'},'safety_identifier':'s',"
                + "'prompt_cache_key':'k','stream':false,'stream_options':null}");

        CompletionRequest.fromJson(fields);

        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsLeftToBeNamed() {
        Fields fields = fields("{'prompt':'x','temprature':1,'stream':true,'stream_options':{'often':true}}");

        CompletionRequest.fromJson(fields);

        assertThat(fields.unread()).isEqualTo(List.of("temprature", "stream_options.often"));
    }

    private static CompletionRequest read(String json) {
        return CompletionRequest.fromJson(fields(json));
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
