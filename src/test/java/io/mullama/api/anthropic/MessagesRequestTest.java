package io.mullama.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.Json;
import io.mullama.api.SamplingField;
import io.mullama.api.ThinkField;
import io.mullama.api.ToolCallField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessagesRequestTest {
    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    @Test
    void messagesAndABoundAreNeeded() {
        MessagesRequest request = read("{'max_tokens':9," + HI + "}");

        assertThat(request.model()).isNull();
        assertThat(request.messages()).containsExactly(ChatMessage.user("Hi"));
        assertThat(request.begun()).isFalse();
        assertThat(request.stream()).isFalse();
        assertThat(request.options().maxTokens()).isEqualTo(9);
        assertThat(request.answer().think()).isEqualTo(ThinkField.OFF);
        assertThat(request.answer().parallelCalls()).isTrue();
    }

    @Test
    void aCountNeedsNoBound() {
        assertThat(MessagesRequest.toCount(fields("{" + HI + "}")).messages()).hasSize(1);
    }

    @Test
    void theSystemIsAStringOrBlocks() {
        assertThat(messages("'system':'Be brief.'," + HI).get(0)).isEqualTo(ChatMessage.system("Be brief."));
        assertThat(messages("'system':[{'type':'text','text':'One.','cache_control':{'type':'ephemeral'}},"
                                + "{'type':'text','text':''},{'type':'text','text':'Two.'}]," + HI)
                        .get(0))
                .isEqualTo(ChatMessage.system("One.\nTwo."));
        assertThat(messages("'system':''," + HI)).hasSize(1);
    }

    @Test
    void whatClaudeCodeSaysOfItsAccountIsNoPartOfThePrompt() {
        String billing = "x-anthropic-billing-header: cc_version=2.1.101.e51; cc_entrypoint=cli; cch=a5145;";

        assertThat(messages("'system':[{'type':'text','text':'" + billing + "'},{'type':'text','text':'You help.'}],"
                                + HI)
                        .get(0))
                .isEqualTo(ChatMessage.system("You help."));
        assertThat(messages("'system':'" + billing + "You help.'," + HI).get(0))
                .isEqualTo(ChatMessage.system("You help."));
    }

    @Test
    void aConversationWithToolsIsReadTurnByTurn() {
        List<ChatMessage> messages = messages("'messages':[{'role':'user','content':[{'type':'text','text':'Add.'},"
                + "{'type':'text','text':'Now.'}]},{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'Hm.','signature':'x'},{'type':'redacted_thinking','data':'y'},"
                + "{'type':'text','text':'I '},{'type':'text','text':'add.'},"
                + "{'type':'tool_use','id':'toolu_abc','name':'add','input':{'a':1},'caller':{'type':'direct'}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_abc','content':'2'},"
                + "{'type':'tool_result','tool_use_id':'other','is_error':true,'content':["
                + "{'type':'text','text':'no'},{'type':'text','text':'such'}]},"
                + "{'type':'tool_result','tool_use_id':'third'},{'type':'text','text':'So?'}]}]");

        assertThat(messages)
                .containsExactly(
                        ChatMessage.user("Add.\nNow."),
                        new ChatMessage(
                                "assistant",
                                "I add.",
                                "Hm.",
                                List.of(new ToolCallField("abc", "add", "{\"a\":1}")),
                                ChatMessage.AnsweredCall.NONE),
                        result("abc", "2"),
                        result("other", "Error: no\nsuch"),
                        result("third", ""),
                        ChatMessage.user("So?"));
    }

    @Test
    void resultsStandBeforeWhatIsSaidBesideThem() {
        assertThat(messages("'messages':[{'role':'user','content':[{'type':'text','text':'So?'},"
                        + "{'type':'tool_result','tool_use_id':'a','is_error':true,'content':'error: x'}]}]"))
                .containsExactly(result("a", "error: x"), ChatMessage.user("So?"));
    }

    @Test
    void documentsAndSearchResultsAreText() {
        assertThat(messages(
                        "'messages':[{'role':'user','content':[{'type':'document','title':'T','context':'C','source':"
                                + "{'type':'text','media_type':'text/plain','data':'D'},'citations':{'enabled':true}},"
                                + "{'type':'document','source':{'type':'content','content':[{'type':'text','text':'E'}]}},"
                                + "{'type':'search_result','title':'S','source':'http://s','content':[{'type':'text',"
                                + "'text':'R'}]}]}]"))
                .containsExactly(ChatMessage.user("T\nC\nD\nE\nS\nhttp://s\nR"));
    }

    @Test
    void aFileThatAToolReturnedIsLeftOutAndSaid() {
        for (String source : List.of(
                "{'type':'base64','media_type':'application/pdf','data':'JVBERg=='}",
                "{'type':'url','url':'http://x/y.pdf'}",
                "{'type':'file','file_id':'f'}")) {
            Fields fields = fields("{'max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_result',"
                    + "'tool_use_id':'b','content':[{'type':'text','text':'Here:'},{'type':'document','title':'T',"
                    + "'source':" + source + "}]}]}]}");

            MessagesRequest request = MessagesRequest.fromJson(fields);

            assertThat(request.messages()).containsExactly(result("b", "Here:\n[a file, which you cannot read]"));
            assertThat(request.notes())
                    .containsExactly("'messages[0].content[0].content[1].type' is \"document\", which the model cannot"
                            + " read; it is told so");
            assertThat(fields.unread()).isEmpty();
        }
    }

    @Test
    void aTextThatAToolReturnedAsADocumentIsRead() {
        assertThat(messages("'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'b','content':["
                        + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'D'}}]}]}]"))
                .containsExactly(result("b", "D"));
    }

    @Test
    void whoAsksForCitationsIsToldThatThereAreNone() {
        MessagesRequest request = read("{'max_tokens':9,'messages':[{'role':'user','content':[{'type':'document',"
                + "'source':{'type':'text','data':'D'},'citations':{'enabled':true}},{'type':'document','source':"
                + "{'type':'text','data':'E'},'citations':{'enabled':false}}]}]}");

        assertThat(request.notes())
                .containsExactly(
                        "'messages[0].content[0].citations' asks for citations, which local models do not" + " give");
    }

    @Test
    void theSystemMaySpeakAmidAConversation() {
        assertThat(messages("'messages':[{'role':'user','content':'Hi'},{'role':'system','content':'Be brief.'}]"))
                .containsExactly(ChatMessage.user("Hi"), ChatMessage.system("Be brief."));
    }

    @Test
    void anAnswerThatHasBegunIsLast() {
        MessagesRequest request = read("{'max_tokens':9,'messages':[{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':'A'},{'role':'assistant','content':[{'type':'text','text':'B'}]}]}");

        assertThat(request.begun()).isTrue();
        assertThat(request.messages()).containsExactly(ChatMessage.user("Hi"), ChatMessage.assistant("A\n\nB"));
    }

    @Test
    void anEmptyAnswerOrACallBeginsNothing() {
        MessagesRequest empty = read(
                "{'max_tokens':9,'messages':[{'role':'user','content':'Hi'}," + "{'role':'assistant','content':[]}]}");
        MessagesRequest call = read("{'max_tokens':9,'messages':[{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'b','input':{}}]}]}");

        assertThat(empty.begun()).isFalse();
        assertThat(empty.messages()).containsExactly(ChatMessage.user("Hi"));
        assertThat(call.begun()).isFalse();
        assertThat(call.messages()).hasSize(2);
    }

    @Test
    void whatAgentsAlwaysSendIsNoMatter() {
        Fields fields = fields("{'max_tokens':1," + HI + ",'mcp_servers':[],'container':null,'context_management':"
                + "{'edits':[{'type':'clear_thinking_20251015','keep':'all'}]}}");

        assertThat(MessagesRequest.fromJson(fields).notes()).isEmpty();
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void whatOnlyAnthropicsServersDoIsSaid() {
        Fields fields =
                fields("{'max_tokens':1," + HI + ",'mcp_servers':[{'name':'x'}],'container':'c','context_management':"
                        + "{'edits':[{'type':'clear_tool_uses_20250919','keep':{'type':'tool_uses','value':3}}]}}");

        assertThat(MessagesRequest.fromJson(fields).notes())
                .containsExactly(
                        "'context_management.edits[0].type' is \"clear_tool_uses_20250919\", which was not done",
                        "'mcp_servers' has no effect: only Anthropic's servers use it",
                        "'container' has no effect: only Anthropic's servers use it");
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                     | OFF    |     | true",
                "'thinking':{'type':'enabled','budget_tokens':2048}   | ON     | 2048 | true",
                "'thinking':{'type':'disabled'}                       | OFF    |     | true",
                "'thinking':{'type':'adaptive'}                       | UNSET  |     | true",
                "'thinking':{'type':'adaptive','display':'omitted'}   | UNSET  |     | false",
                "'thinking':{'type':'adaptive'},'output_config':{'effort':'low'}  | LOW  |  | true",
                "'thinking':{'type':'enabled'},'output_config':{'effort':'max'}   | HIGH |  | true",
                "'output_config':{'effort':'medium'}                  | OFF    |     | true",
                "'think':'medium'                                     | MEDIUM |     | true",
            })
    void aModelThinksAsItIsAskedTo(String thinking, ThinkField think, Integer budget, boolean shown) {
        MessagesRequest request = read("{'max_tokens':9," + HI + (thinking == null ? "" : "," + thinking) + "}");

        assertThat(request.answer().think()).isEqualTo(think);
        assertThat(request.answer().thinkingBudget()).isEqualTo(budget);
        assertThat(request.thoughts()).isEqualTo(shown);
    }

    @Test
    void theTextOfAnAnswerMayBeHeldToASchema() {
        String schema = "{'type':'json_schema','schema':{'type':'object'}}";

        assertThat(read("{'max_tokens':9,'output_config':{'format':" + schema + "}," + HI + "}")
                        .answer()
                        .format())
                .isInstanceOfSatisfying(
                        FormatField.Schema.class,
                        format -> assertThat(format.field()).isEqualTo("output_config.format.schema"));
        assertThat(read("{'max_tokens':9,'output_format':" + schema + "," + HI + "}")
                        .answer()
                        .format())
                .isInstanceOfSatisfying(
                        FormatField.Schema.class,
                        format -> assertThat(format.field()).isEqualTo("output_format.schema"));
    }

    @Test
    void samplingIsAsInTheOtherDialects() {
        Fields fields = fields("{'max_tokens':9,'stop_sequences':['a','b'],'stop':'c','temperature':0.5,'min_p':0.1,"
                + "'seed':7,'keep_alive':'1m','grammar':'root ::= \\'x\\''," + HI + "}");

        MessagesRequest request = MessagesRequest.fromJson(fields);

        assertThat(request.options().stop()).containsExactly("a", "b", "c");
        assertThat(request.options().sampling().number(SamplingField.MIN_P)).isEqualTo(0.1);
        assertThat(request.options().sampling().seed()).isEqualTo(7);
        assertThat(request.options().keepAlive()).isEqualTo("1m");
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void whatTellsAnthropicOfAccountsAndCachesIsTakenAndTheRestIsNamed() {
        Fields fields = fields("{'max_tokens':9,'metadata':{'user_id':'u'},'service_tier':'auto','betas':['x'],"
                + "'cache_control':{'type':'ephemeral'},'context_management':{},'mood':'good','messages':[{'role':'user','content':["
                + "{'type':'text','text':'Hi','cache_control':{'type':'ephemeral'},'mood':'good'}]}]}");

        MessagesRequest.fromJson(fields);

        assertThat(fields.unread()).containsExactlyInAnyOrder("mood", "messages[0].content[0].mood");
    }

    @Test
    void whatAnthropicsServersDidIsLeftOutAndSaid() {
        MessagesRequest request = read("{'max_tokens':9,'messages':[{'role':'user','content':'Hi'},{'role':'assistant',"
                + "'content':[{'type':'server_tool_use','id':'a','name':'web_search','input':{}},"
                + "{'type':'web_search_tool_result','tool_use_id':'a','content':[]},{'type':'text','text':'A'}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'b','content':[{'type':'image','source':"
                + "{'type':'url','url':'x'}}]}]}]}");

        assertThat(request.messages())
                .contains(ChatMessage.assistant("A"), result("b", "[an image, which you cannot see]"));
        assertThat(request.notes())
                .containsExactly(
                        "'messages[1].content[0].type' is \"server_tool_use\", of which only Anthropic's servers know, and"
                                + " was left out",
                        "'messages[1].content[1].type' is \"web_search_tool_result\", of which only Anthropic's servers"
                                + " know, and was left out",
                        "'messages[2].content[0].content[0].type' is \"image\", which the model cannot read; it is told"
                                + " so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'messages':[]} | 'max_tokens' is missing",
                "{'max_tokens':'x','messages':[{'role':'user','content':'Hi'}]} | 'max_tokens' must be an integer, not \"x\"",
                "{'max_tokens':1} | 'messages' is missing",
                "{'max_tokens':1,'messages':[]} | 'messages' must hold at least one message of the role \"user\"",
                "{'max_tokens':1,'messages':[{'role':'assistant','content':'A'}]} |"
                        + " 'messages' must hold at least one message of the role \"user\"",
                "{'max_tokens':1,'messages':[{'role':'tool','content':'A'}]} |"
                        + " 'messages[0].role' must be user, assistant or system, not \"tool\"",
                "{'max_tokens':1,'messages':[{'role':'user'}]} | 'messages[0].content' is missing",
                "{'max_tokens':1,'messages':[{'role':'user','content':7}]} |"
                        + " 'messages[0].content' must be a string, or a list of blocks such as {\"type\": \"text\", …}",
                "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'text'}]}]} |"
                        + " 'messages[0].content[0].text' is missing",
                "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'image','source':{}}]}]} |"
                        + " Could not process image: 'messages[0].content[0].type' must be text, not \"image\": the model reads no images; leave it"
                        + " out",
                "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'document','source':{'type':'base64'}}]}]} |"
                        + " The PDF specified was not valid: 'messages[0].content[0].source.type' must be text or content, not \"base64\": the model reads no"
                        + " files; send the text",
                "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'smell'}]}]} |"
                        + " 'messages[0].content[0].type' must be text, tool_result, document or search_result, not"
                        + " \"smell\"",
                "{'max_tokens':1,'messages':[{'role':'assistant','content':[{'type':'tool_result'}]}]} |"
                        + " 'messages[0].content[0].type' must not be tool_result in a message of the role \"assistant\"",
                "{'max_tokens':1,'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'b',"
                        + "'input':'c'}]}]} | 'messages[0].content[0].input' must be an object",
                "{'max_tokens':1,'system':7,'messages':[]} |"
                        + " 'system' must be a string, or a list of blocks such as {\"type\": \"text\", …}",
                "{'max_tokens':1,'system':[{'type':'tool_use'}],'messages':[]} |"
                        + " 'system[0].type' must be text, not \"tool_use\"",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'thinking':{'type':'much'}} |"
                        + " 'thinking.type' must be enabled, disabled or adaptive, not \"much\"",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'thinking':{'type':'enabled',"
                        + "'budget_tokens':-1}} | 'thinking.budget_tokens' must be at least 0, not -1",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'output_config':{'effort':'all'}} |"
                        + " 'output_config.effort' must be low, medium, high, xhigh or max, not \"all\"",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'output_format':{'type':'xml'}} |"
                        + " 'output_format.type' must be json_schema, not \"xml\"",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'output_format':{'type':'json_schema'}} |"
                        + " 'output_format.schema' is missing",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'metadata':'m'} | 'metadata' must be an object",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'stop_sequences':' France'} |"
                        + " 'stop_sequences' must be a list of strings, not \" France\"",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'betas':5} |"
                        + " 'betas' must be a list of strings, not 5",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'cache_control':5} |"
                        + " 'cache_control' must be an object",
                "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'text','text':'Hi','cache_control':5}]}]} |"
                        + " 'messages[0].content[0].cache_control' must be an object",
                "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}],'stop_sequences':['']} |"
                        + " 'stop_sequences' must not hold an empty string",
            })
    void whatIsWrongIsRefusedByItsName(String body, String problem) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessage(problem);
    }

    private static ChatMessage result(String id, String text) {
        return new ChatMessage("tool", text, null, List.of(), new ChatMessage.AnsweredCall("", id));
    }

    private static List<ChatMessage> messages(String body) {
        return read("{'max_tokens':9," + body + "}").messages();
    }

    private static MessagesRequest read(String body) {
        return MessagesRequest.fromJson(fields(body));
    }

    private static Fields fields(String body) {
        return Json.fields(body.replace('\'', '"').replace("\\\"", "'").getBytes(StandardCharsets.UTF_8));
    }
}
