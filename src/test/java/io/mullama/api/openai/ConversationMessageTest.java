package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatMessage.AnsweredCall;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolCallField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationMessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'content':'Hi'}                               | messages[0].role    | 'messages[0].role' is missing",
                "{'role':'alien','content':'Hi'}                | messages[0].role    | 'messages[0].role' must be one "
                        + "of system, developer, user, assistant, tool, function, not \"alien\"",
                "{'role':'user'}                                | messages[0].content | 'messages[0].content' is "
                        + "missing",
                "{'role':'user','content':7}                    | messages[0].content | 'messages[0].content' must be a "
                        + "string, or a list of parts such as {\"type\": \"text\", …}",
                "{'role':'user','content':[]}                   | messages[0].content | 'messages[0].content' must be a "
                        + "string, or a list of parts such as {\"type\": \"text\", …}",
                "{'role':'user','content':['Hi']}               | messages[0].content[0] | 'messages[0].content[0]' must "
                        + "be a JSON object, not \"Hi\"",
                "{'role':'user','content':[{'text':'Hi'}]}      | messages[0].content[0].type | "
                        + "'messages[0].content[0].type' is missing",
                "{'role':'user','content':[{'type':'text'}]}    | messages[0].content[0].text | "
                        + "'messages[0].content[0].text' is missing",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]} | "
                        + "messages[0].content[0].type | 'messages[0].content[0].type' must be text, not \"image_url\": "
                        + "images, sound and files are not supported yet",
                "{'role':'user','content':[{'type':'input_text','text':'x'}]} | messages[0].content[0].type | "
                        + "'messages[0].content[0].type' must be text or refusal, not \"input_text\"",
                "{'role':'assistant','tool_calls':[{'type':'custom','custom':{'name':'f','input':'x'}}]} | "
                        + "messages[0].tool_calls[0].type | 'messages[0].tool_calls[0].type' must be function, not "
                        + "\"custom\"",
                "{'role':'user','content':'Hi','function_call':{'name':'f','arguments':'{}'}} | "
                        + "messages[0].function_call | 'messages[0].function_call' are an assistant's, not of the role "
                        + "\"user\"",
                "{'role':'function','content':'Hi'}             | messages[0].name    | 'messages[0].name' is missing",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'1'}]} | messages[0].tool_calls[0].function | "
                        + "'messages[0].tool_calls[0].function' is missing",
                "{'role':'user','content':'Hi','tool_calls':[{'function':{'name':'f'}}]} | messages[0].tool_calls | "
                        + "'messages[0].tool_calls' are an assistant's, not of the role \"user\"",
                "{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':7}}]} | "
                        + "messages[0].tool_calls[0].function.arguments | "
                        + "'messages[0].tool_calls[0].function.arguments' must be an object, or one as a string",
                "{'role':'user','content':'Hi','images':['abc']} | messages[0].images | 'messages[0].images' is not "
                        + "supported yet; leave it out",
            })
    void aMessageThatCannotBeUsedIsRefusedByItsPlace(String json, String param, String text) {
        assertRefused("{'messages':[" + json + "]}", param, text);
    }

    @Test
    void contentComesInPartsToo() {
        ChatCompletionRequest request = read("{'messages':[{'role':'developer','content':'Be brief.'},"
                + "{'role':'user','content':[{'type':'text','text':'One.'},{'type':'text','text':'Two.'}]}]}");

        assertThat(request.messages())
                .containsExactly(new ChatMessage("developer", "Be brief."), ChatMessage.user("One.\nTwo."));
    }

    @Test
    void theMessageOfAnAnswerCanBeSentBackAsItCame() {
        Fields fields = fields("{'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello',"
                + "'refusal':null,'annotations':[],'audio':null,'function_call':null,'tool_calls':[]}]}");

        ChatCompletionRequest request = ChatCompletionRequest.fromJson(fields);

        assertThat(request.messages()).containsExactly(ChatMessage.user("Hi"), ChatMessage.assistant("Hello"));
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void callsAndTheirAnswersAreTaken() {
        assertThat(read("{'messages':[{'role':'assistant','reasoning_content':'Hm.','tool_calls':[{'id':'x','type':"
                                + "'function','function':{'name':'add','arguments':'{\\'a\\':1}'}}]},"
                                + "{'role':'tool','tool_call_id':'x','name':'add','content':'2'}]}")
                        .messages())
                .containsExactly(
                        new ChatMessage(
                                "assistant",
                                "",
                                "Hm.",
                                List.of(new ToolCallField("x", "add", "{\"a\":1}")),
                                AnsweredCall.NONE),
                        new ChatMessage("tool", "2", null, List.of(), new AnsweredCall("add", "x")));
    }

    @Test
    void aMessageMayNameWhoSpeaks() {
        Fields fields = fields("{'messages':[{'role':'system','name':'s','content':'Be brief.'},"
                + "{'role':'user','name':'ann','content':'Hi'},{'role':'assistant','name':'bot','content':'Hello'},"
                + "{'role':'user','content':'So?'}]}");

        assertThat(ChatCompletionRequest.fromJson(fields).messages())
                .containsExactly(
                        ChatMessage.system("Be brief."),
                        ChatMessage.user("Hi"),
                        ChatMessage.assistant("Hello"),
                        ChatMessage.user("So?"));
        assertThat(fields.unread()).isEmpty();
        assertRefused(
                "{'messages':[{'role':'user','name':5,'content':'Hi'}]}",
                "messages[0].name",
                "'messages[0].name' must be a string, not 5");
    }

    @Test
    void messagesMustBeThere() {
        assertRefused("{}", "messages", "'messages' is missing");
        assertRefused("{'messages':[]}", "messages", "'messages' must hold at least one message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'content':null,'refusal':'No.'",
                "'refusal':'No.'",
                "'content':[{'type':'refusal','refusal':'No.'}]"
            })
    void aRefusalIsWhatTheAssistantSaid(String message) {
        assertThat(read("{'messages':[{'role':'assistant'," + message + "}]}").messages())
                .containsExactly(ChatMessage.assistant("No."));
    }

    @Test
    void callsOfFunctionsAndWhatCameOfThemArePaired() {
        assertThat(read("{'messages':[{'role':'assistant','content':null,'function_call':{'name':'add','arguments':"
                                + "'{}'}},{'role':'function','name':'add','content':'2'}]}")
                        .messages())
                .containsExactly(
                        new ChatMessage(
                                "assistant",
                                "",
                                null,
                                List.of(new ToolCallField("call_0", "add", "{}")),
                                AnsweredCall.NONE),
                        new ChatMessage("tool", "2", null, List.of(), new AnsweredCall("add", "call_0")));
    }

    private static void assertRefused(String json, String param, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static ChatCompletionRequest read(String json) {
        return ChatCompletionRequest.fromJson(fields(json));
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
