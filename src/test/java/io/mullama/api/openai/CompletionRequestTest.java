package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.Json;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionRequestTest {

    @Test
    void onlyThePromptIsNeeded() {
        CompletionRequest request = read("{'prompt':'Hi'}");

        assertThat(request.model()).isNull();
        assertThat(request.prompts()).containsExactly(new TextInput.Text("Hi"));
        assertThat(request.choices()).isEqualTo(1);
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
        assertThat(read("{'prompt':" + prompt + "}").prompts()).containsExactly(new TextInput.Text("Hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,0]", "[[1,2,0]]"})
    void aPromptIsTokensAloneOrInAList(String prompt) {
        assertThat(ids(read("{'prompt':" + prompt + "}"))).containsExactly(List.of(1, 2, 0));
    }

    @Test
    void severalPromptsAreTakenInTheirOrder() {
        assertThat(read("{'prompt':['a','','b']}").prompts())
                .containsExactly(new TextInput.Text("a"), new TextInput.Text(""), new TextInput.Text("b"));
        assertThat(ids(read("{'prompt':[[1,2],[3],[]]}"))).containsExactly(List.of(1, 2), List.of(3), List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "128, 1", "64, 2", "1, 128", "3, 42"})
    void severalAnswersToEachPromptCanBeAskedFor(int choices, int prompts) {
        String list = "'x',".repeat(prompts - 1) + "'x'";

        CompletionRequest request = read("{'prompt':[" + list + "],'n':" + choices + ",'best_of':" + choices + "}");

        assertThat(request.choices()).isEqualTo(choices);
        assertThat(request.prompts()).hasSize(prompts);
    }

    @ParameterizedTest
    @CsvSource({
        "129, 1, 'n', 'must be between 1 and 128, not 129'",
        "43, 3, 'n', 'must be at most 42 for 3 prompts: a request may have 128 answers in all'",
        "1, 129, 'prompt', 'must hold at most 128 prompts, not 129'",
        "2, 129, 'prompt', 'must hold at most 128 prompts, not 129'",
    })
    void moreAnswersThanOneRequestMayHaveAreRefused(int choices, int prompts, String param, String problem) {
        String list = "'x',".repeat(prompts - 1) + "'x'";

        assertThatThrownBy(() -> read("{'prompt':[" + list + "],'n':" + choices + "}"))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.param()).hasValue(param);
                    assertThat(e).hasMessage("'" + param + "' " + problem);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                            | prompt         | 'prompt' is missing",
                "{'prompt':7}                  | prompt         | 'prompt' must be a string or a list of token ids",
                "{'prompt':{}}                 | prompt         | 'prompt' must be a string or a list of token ids",
                "{'prompt':[{}]}               | prompt[0]      | 'prompt[0]' must be a string or a list of token ids",
                "{'prompt':['a',7]}            | prompt[1]      | 'prompt[1]' must be a string or a list of token ids",
                "{'prompt':[[1],['a']]}        | prompt[1][0]   | 'prompt[1][0]' must be the id of a token",
                "{'prompt':[1,'a']}            | prompt[1]      | 'prompt[1]' must be the id of a token",
                "{'prompt':[1,-1]}             | prompt[1]      | 'prompt[1]' must be the id of a token",
                "{'prompt':[1.5]}              | prompt[0]      | 'prompt[0]' must be the id of a token",
                "{'prompt':[1e10]}             | prompt[0]      | 'prompt[0]' must be the id of a token",
                "{'prompt':'x','n':0}          | n              | 'n' must be between 1 and 128, not 0",
                "{'prompt':'x','n':3,'best_of':2} | best_of     | 'best_of' must be at least 'n', which is 3, not 2",
                "{'prompt':'x','best_of':129}  | best_of        | 'best_of' must be between 1 and 128, not 129",
                "{'prompt':'x','best_of':2,'stream':true} | best_of | 'best_of' must be 'n' in a stream: the best are "
                        + "known when all have ended",
                "{'prompt':[1],'suffix':'y'}   | suffix         | 'suffix' needs a prompt of text, and 'prompt' is "
                        + "tokens",
                "{'prompt':['x',[1]],'echo':true} | echo        | 'echo' needs a prompt of text, and 'prompt[1]' is "
                        + "tokens",
                "{'prompt':'x','echo':true,'logprobs':1} | echo | 'echo' cannot be combined with 'logprobs': those of "
                        + "a prompt are not computed",
                "{'prompt':'x','logprobs':21}  | logprobs       | 'logprobs' must be between 0 and 20, not 21",
                "{'prompt':'x','logprobs':true} | logprobs      | 'logprobs' must be an integer, not true",
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
    void theBestOfSeveralAnswersAreChosenByTheirProbabilities() {
        CompletionRequest request = read("{'prompt':'x','n':2,'best_of':5}");

        assertThat(request.selection()).isEqualTo(new CompletionRequest.Selection(5, 2, false));
        assertThat(request.options().logprobs()).isEqualTo(new LogprobFields(true, 0, false));
    }

    @Test
    void probabilitiesAreAskedForByTheirNumber() {
        CompletionRequest request = read("{'prompt':'x','logprobs':3}");

        assertThat(request.selection().scored()).isTrue();
        assertThat(request.options().logprobs()).isEqualTo(new LogprobFields(true, 3, false));
        assertThat(read("{'prompt':'x','logprobs':0}").selection().scored()).isTrue();
    }

    @Test
    void aPromptCanBeRepeatedAndLeadToAnotherText() {
        assertThat(read("{'prompt':'x','echo':true,'suffix':'y'}").frame())
                .isEqualTo(new CompletionRequest.Frame(true, "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'response_format':{'type':'json_object'}", "'format':'json'"})
    void theTextCanBeHeldToJson(String format) {
        assertThat(read("{'prompt':'x'," + format + "}").format()).isEqualTo(FormatField.JSON);
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

    private static List<List<Integer>> ids(CompletionRequest request) {
        return request.prompts().stream()
                .map(prompt -> ((TextInput.Tokens) prompt).ids())
                .map(ids -> IntStream.of(ids).boxed().toList())
                .toList();
    }

    private static CompletionRequest read(String json) {
        return CompletionRequest.fromJson(fields(json));
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
