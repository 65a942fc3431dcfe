package io.mullama.api.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolCallField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputReaderTest {
    private final List<String> notes = new ArrayList<>();

    @Test
    void aTextIsAUsersMessage() {
        assertThat(messages("'Hi'")).containsExactly(ChatMessage.user("Hi"));
    }

    @Test
    void instructionsComeBeforeTheMessages() {
        Fields fields = fields("'Hi'");

        assertThat(new ResponsesInput(new InputReader(notes).read(fields), "Be brief.", null).after(List.of()))
                .containsExactly(ChatMessage.system("Be brief."), ChatMessage.user("Hi"));
    }

    @Test
    void messagesComeWithAndWithoutTheirType() {
        assertThat(messages("[{'role':'developer','content':'Be brief.'},"
                        + "{'type':'message','role':'user','status':'completed','content':["
                        + "{'type':'input_text','text':'One.'},{'type':'input_text','text':'Two.'}]},"
                        + "{'type':'message','id':'msg_1','role':'assistant','phase':'final_answer','content':["
                        + "{'type':'output_text','text':'Three.','annotations':[],'logprobs':[]}]},"
                        + "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]}]"))
                .containsExactly(
                        new ChatMessage("developer", "Be brief."),
                        ChatMessage.user("One.\nTwo."),
                        ChatMessage.assistant("Three."),
                        ChatMessage.assistant("No."));
    }

    @Test
    void whatAModelThinksSaysAndCallsIsOneMessage() {
        assertThat(messages("['x']"
                        .replace(
                                "'x'",
                                "{'role':'user','content':'Hi'},"
                                        + "{'type':'reasoning','id':'rs_1','summary':[],"
                                        + "'content':[{'type':'reasoning_text','text':'Hm.'}]},"
                                        + "{'type':'message','role':'assistant','content':'Wait.'},"
                                        + "{'type':'function_call','call_id':'a','name':'add','arguments':'{}'},"
                                        + "{'type':'custom_tool_call','call_id':'b','name':'sh','input':'ls'},"
                                        + "{'type':'message','role':'assistant','content':'Done.'},"
                                        + "{'type':'function_call_output','call_id':'a','output':'2'},"
                                        + "{'type':'custom_tool_call_output','call_id':'b','output':["
                                        + "{'type':'input_text','text':'x'},{'type':'input_text','text':'y'}]},"
                                        + "{'type':'reasoning','summary':[{'type':'summary_text','text':'So.'}]}")))
                .containsExactly(
                        ChatMessage.user("Hi"),
                        new ChatMessage(
                                "assistant",
                                "Wait.\nDone.",
                                "Hm.",
                                List.of(
                                        new ToolCallField("a", "add", "{}"),
                                        new ToolCallField("b", "sh", "{\"input\":\"ls\"}")),
                                ChatMessage.AnsweredCall.NONE),
                        answer("add", "a", "2"),
                        answer("sh", "b", "x\ny"),
                        new ChatMessage("assistant", "", "So.", List.of(), ChatMessage.AnsweredCall.NONE));
    }

    @Test
    void oneAnswerAfterAnotherStaysTwo() {
        assertThat(messages("[{'type':'reasoning','summary':[],'content':[{'type':'reasoning_text','text':'A'}]},"
                        + "{'role':'assistant','content':'One.'},"
                        + "{'type':'reasoning','summary':[],'content':[{'type':'reasoning_text','text':'B'}]},"
                        + "{'role':'assistant','content':'Two.'}]"))
                .containsExactly(
                        new ChatMessage("assistant", "One.", "A", List.of(), ChatMessage.AnsweredCall.NONE),
                        new ChatMessage("assistant", "Two.", "B", List.of(), ChatMessage.AnsweredCall.NONE));
    }

    @Test
    void sealedThoughtsAreOpened() {
        String sealed = new Item.Reasoning("", "Häm.", true, true)
                .toJson(ItemStatus.COMPLETED)
                .get("encrypted_content")
                .asText();

        assertThat(messages("[{'type':'reasoning','summary':[],'encrypted_content':'" + sealed + "'}]"))
                .extracting(ChatMessage::thinking)
                .containsExactly("Häm.");
        assertThat(messages("[{'type':'reasoning','summary':[],'encrypted_content':'gAAAA'}]"))
                .extracting(ChatMessage::thinking)
                .containsOnlyNulls();
        assertThat(SealedThoughts.open("mullama.?")).isEmpty();
    }

    @Test
    void callsInANamespaceHaveTheNameThatModelsKnow() {
        assertThat(messages("[{'type':'function_call','call_id':'a','name':'now','namespace':'mcp__time',"
                        + "'arguments':''}]"))
                .flatExtracting(ChatMessage::toolCalls)
                .containsExactly(new ToolCallField("a", "mcp__time__now", "{}"));
    }

    @Test
    void referencesAreRead() {
        assertThat(read("[{'type':'item_reference','id':'msg_1'},{'id':'msg_2'}]"))
                .containsExactly(new Item.Reference("msg_1"), new Item.Reference("msg_2"));
    }

    @Test
    void whatOpenAisToolsLeftBehindIsLeftOutWithAWord() {
        Fields fields = fields("[{'role':'user','content':'Hi'},"
                + "{'type':'web_search_call','id':'ws_1','status':'completed','action':{'type':'search'}}]");

        assertThat(new InputReader(notes).read(fields)).hasSize(1);
        assertThat(notes)
                .containsExactly("items of type web_search_call say nothing to a local model and were left out");
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void picturesThatToolsReturnAreLeftOutWithAWordToAll() {
        Fields fields = fields("[{'type':'function_call_output','call_id':'a','output':["
                + "{'type':'input_text','text':'Here:'},{'type':'input_image','image_url':'data:image/png;base64,AA=='},"
                + "{'type':'input_file','file_data':'AA=='}]}]");

        assertThat(new InputReader(notes).read(fields))
                .containsExactly(new Item.CallOutput(
                        "", "a", "Here:\n[an image that you cannot see]\n[a file that you cannot see]", false));
        assertThat(notes)
                .containsExactly(
                        "outputs of type input_image cannot be read by the model and were left out; it is told so",
                        "outputs of type input_file cannot be read by the model and were left out; it is told so");
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'x'} | input[0].type | 'input[0].type' must be message, function_call, function_call_output,"
                        + " custom_tool_call, custom_tool_call_output, reasoning or item_reference, not \"x\"",
                "{'content':'x'} | input[0].type | 'input[0].type' is missing",
                "{'role':'tool','content':'x'} | input[0].role | 'input[0].role' must be one of user, assistant,"
                        + " system, developer, not \"tool\"",
                "{'role':'user'} | input[0].content | 'input[0].content' is missing",
                "{'role':'user','content':5} | input[0].content | 'input[0].content' must be a string or a list of"
                        + " parts",
                "{'role':'user','content':[{'type':'input_image'}]} | input[0].content[0].type |"
                        + " 'input[0].content[0].type' must be input_text, output_text or refusal, not \"input_image\":"
                        + " images, sound and files are not supported yet",
                "{'type':'function_call','name':'x','arguments':'{}'} | input[0].call_id | 'input[0].call_id' is"
                        + " missing",
                "{'type':'function_call_output','call_id':'x'} | input[0].output | 'input[0].output' is missing",
            })
    void whatCannotBeReadIsRefused(String item, String param, String message) {
        assertThatThrownBy(() -> read("[" + item + "]")).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static ChatMessage answer(String tool, String callId, String text) {
        return new ChatMessage("tool", text, null, List.of(), new ChatMessage.AnsweredCall(tool, callId));
    }

    private List<ChatMessage> messages(String input) {
        return Transcript.of(null, read(input));
    }

    private List<Item> read(String input) {
        return new InputReader(notes).read(fields(input));
    }

    private static Fields fields(String input) {
        return Json.fields(("{'input':" + input + "}").replace('\'', '"'));
    }
}
