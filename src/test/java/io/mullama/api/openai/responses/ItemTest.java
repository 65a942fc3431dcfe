package io.mullama.api.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Json;
import io.mullama.api.Logprobs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemTest {
    private static final ToolTarget ADD = ToolTarget.function("add");

    @Test
    void whatAModelSaysIsOutputAndWhatOthersSayIsInput() {
        assertThat(json(new Item.Message("msg_1", "assistant", List.of(new OutputText("Hi")))))
                .isEqualTo("{'id':'msg_1','type':'message','status':'completed','content':[{'type':'output_text',"
                        + "'annotations':[],'logprobs':[],'text':'Hi'}],'role':'assistant'}");
        assertThat(json(new Item.Message("msg_2", "user", List.of(new OutputText("Hi")))))
                .isEqualTo("{'id':'msg_2','type':'message','status':'completed','content':[{'type':'input_text',"
                        + "'text':'Hi'}],'role':'user'}");
    }

    @Test
    void probabilitiesStandBesideTheText() {
        Logprobs.Candidate candidate = new Logprobs.Candidate("H".getBytes(StandardCharsets.UTF_8), -0.5);
        OutputText text = new OutputText("H", List.of(new Logprobs.Token(candidate, List.of(candidate))));

        assertThat(Json.text(text.toJson()).replace('"', '\''))
                .isEqualTo(
                        "{'type':'output_text','annotations':[],'logprobs':[{'token':'H','logprob':-0.5,'bytes':[72],"
                                + "'top_logprobs':[{'token':'H','logprob':-0.5,'bytes':[72]}]}],'text':'H'}");
        assertThat(text.size()).isGreaterThan(1);
    }

    @Test
    void thoughtsStandInTheContentOrTheSummary() {
        assertThat(json(new Item.Reasoning("rs_1", "Hm.", false, false)))
                .isEqualTo("{'id':'rs_1','type':'reasoning','status':'completed','summary':[],"
                        + "'content':[{'type':'reasoning_text','text':'Hm.'}]}");
        assertThat(json(new Item.Reasoning("rs_1", "Hm.", true, true)))
                .isEqualTo("{'id':'rs_1','type':'reasoning','status':'completed',"
                        + "'summary':[{'type':'summary_text','text':'Hm.'}],'content':[],"
                        + "'encrypted_content':'mullama.SG0u'}");
    }

    @Test
    void callsAndTheirAnswersAreItems() {
        assertThat(json(new Item.FunctionCall("fc_1", "c", new ToolTarget("time", "now", false), "{}")))
                .isEqualTo("{'id':'fc_1','type':'function_call','status':'completed','arguments':'{}','call_id':'c',"
                        + "'name':'now','namespace':'time'}");
        assertThat(json(new Item.CustomCall("ctc_1", "c", new ToolTarget("", "sh", true), "ls")))
                .isEqualTo("{'id':'ctc_1','type':'custom_tool_call','status':'completed','call_id':'c','input':'ls',"
                        + "'name':'sh'}");
        assertThat(json(new Item.CallOutput("fco_1", "c", "2", false)))
                .isEqualTo("{'id':'fco_1','type':'function_call_output','status':'completed','call_id':'c',"
                        + "'output':'2'}");
        assertThat(json(new Item.CallOutput("ctco_1", "c", "2", true)))
                .isEqualTo("{'id':'ctco_1','type':'custom_tool_call_output','status':'completed','call_id':'c',"
                        + "'output':'2'}");
        assertThat(json(new Item.Reference("msg_1"))).isEqualTo("{'id':'msg_1','type':'item_reference'}");
    }

    @Test
    void everyItemCanBeGivenAnId() {
        for (Item item : List.of(
                new Item.Message("", "user", List.of()),
                new Item.Reasoning("", "", false, false),
                new Item.FunctionCall("", "c", ADD, "{}"),
                new Item.CustomCall("", "c", ADD, ""),
                new Item.CallOutput("", "c", "", false),
                new Item.Reference(""))) {
            assertThat(item.withId("x").id()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @CsvSource({"time,now,time__now", "time__,now,time__now", "time,__now,time__now", "'',now,now"})
    void aNamespaceStandsBeforeTheName(String namespace, String name, String known) {
        assertThat(new ToolTarget(namespace, name, false).modelName()).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\":\"a\\\"b\"}   | a\"b",
                "{\"input\":\"ab          | ab",
                "{\"input\":\"ab\\        | ab",
                "{\"input\":\"ab\\u00     | ab",
                "{\"input\":\"ab\\u00e    | ab",
                "{\"input\":              | ``",
                "{\"inp                   | ``",
                "``                       | ``",
                "{\"input\":5}            | ``",
            })
    void theInputOfACustomToolIsReadAsFarAsItGoes(String arguments, String input) {
        assertThat(CustomInput.of(arguments)).isEqualTo(input);
    }

    @Test
    void aPageSaysWhereItBeginsAndEnds() {
        Item item = new Item.CallOutput("fco_1", "c", "2", false);

        assertThat(Json.text(new ItemPage(List.of(item), true).toJson()))
                .endsWith("],\"first_id\":\"fco_1\",\"last_id\":\"fco_1\",\"has_more\":true}");
        assertThat(Json.text(new ItemPage(List.of(), false).toJson()))
                .isEqualTo("{\"object\":\"list\",\"data\":[],\"first_id\":\"\",\"last_id\":\"\",\"has_more\":false}");
    }

    @Test
    void aResponseTellsHowFarItIs() {
        ResponseHead head = new ResponseHead(
                "resp_1",
                Instant.ofEpochSecond(5),
                "tiny",
                new Echo(Json.object().put("store", true)));
        Item item = new Item.Message("msg_1", "assistant", List.of());
        ResponseState.OutputItem cut = new ResponseState.OutputItem(item, ItemStatus.INCOMPLETE);
        ResponseUsage usage = new ResponseUsage(8, 3, 5, 2);

        assertThat(text(head, ResponseState.begun()))
                .isEqualTo("{'id':'resp_1','object':'response','created_at':5,'status':'in_progress',"
                        + "'completed_at':null,'error':null,'incomplete_details':null,'model':'tiny','output':[],"
                        + "'usage':null,'store':true}");
        assertThat(text(head, ResponseState.ended(true, List.of(), Instant.ofEpochSecond(7), usage)))
                .contains("'status':'completed','completed_at':7,")
                .contains("'usage':{'input_tokens':8,'input_tokens_details':{'cached_tokens':3,'cache_write_tokens':0},"
                        + "'output_tokens':5,'output_tokens_details':{'reasoning_tokens':2},'total_tokens':13}");
        assertThat(text(head, ResponseState.ended(false, List.of(cut), Instant.ofEpochSecond(7), usage)))
                .contains("'status':'incomplete','completed_at':null,")
                .contains("'incomplete_details':{'reason':'max_output_tokens'}")
                .contains("'output':[{'id':'msg_1','type':'message','status':'incomplete',");
        assertThat(text(head, ResponseState.failed(List.of(), new ResponseError("server_error", "It broke."))))
                .contains("'status':'failed'")
                .contains("'error':{'code':'server_error','message':'It broke.'}");
    }

    private static String text(ResponseHead head, ResponseState state) {
        return Json.text(new Response(head, state).toJson()).replace('"', '\'');
    }

    private static String json(Item item) {
        return Json.text(item.toJson(ItemStatus.COMPLETED)).replace('"', '\'');
    }
}
