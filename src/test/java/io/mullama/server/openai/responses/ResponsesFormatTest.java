package io.mullama.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.openai.responses.Response;
import io.mullama.api.openai.responses.ResponseHead;
import io.mullama.api.openai.responses.ResponsesRequest;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.chat.answer.AnswerEvent.CallArguments;
import io.mullama.chat.answer.AnswerEvent.CallBegun;
import io.mullama.chat.answer.AnswerEvent.CallEnded;
import io.mullama.chat.answer.AnswerEvent.Content;
import io.mullama.chat.answer.AnswerEvent.Thinking;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.StreamFraming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of streamed responses, in their order. */
final class ResponsesFormatTest {
    private static final String TOOLS = "'tools':[{'type':'function','name':'add'},{'type':'custom','name':'sh'},"
            + "{'type':'namespace','name':'time','tools':[{'type':'function','name':'now'}]}]";

    private final Frames frames = new Frames(StreamFraming.SSE);
    private final List<Response> kept = new ArrayList<>();

    @Test
    void textBeginsGrowsAndEnds() throws IOException {
        List<JsonNode> events = stream("", FinishReason.STOP, new Content("Hel"), new Content("lo"));

        assertThat(events.stream().map(ResponsesFormatTest::golden))
                .containsExactly(
                        "response.created in_progress",
                        "response.in_progress in_progress",
                        "{'type':'response.output_item.added','output_index':0,'item':{'id':'msg','type':'message',"
                                + "'status':'in_progress','content':[],'role':'assistant'},'sequence_number':2}",
                        "{'type':'response.content_part.added','item_id':'msg','output_index':0,'content_index':0,"
                                + "'part':{'type':'output_text','annotations':[],'logprobs':[],'text':''},"
                                + "'sequence_number':3}",
                        "{'type':'response.output_text.delta','item_id':'msg','output_index':0,'content_index':0,"
                                + "'delta':'Hel','logprobs':[],'sequence_number':4}",
                        "{'type':'response.output_text.delta','item_id':'msg','output_index':0,'content_index':0,"
                                + "'delta':'lo','logprobs':[],'sequence_number':5}",
                        "{'type':'response.output_text.done','item_id':'msg','output_index':0,'content_index':0,"
                                + "'text':'Hello','logprobs':[],'sequence_number':6}",
                        "{'type':'response.content_part.done','item_id':'msg','output_index':0,'content_index':0,"
                                + "'part':{'type':'output_text','annotations':[],'logprobs':[],'text':'Hello'},"
                                + "'sequence_number':7}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'id':'msg','type':'message',"
                                + "'status':'completed','content':[{'type':'output_text','annotations':[],"
                                + "'logprobs':[],'text':'Hello'}],'role':'assistant'},'sequence_number':8}",
                        "response.completed completed");
        assertThat(events.get(9).at("/response/output/0"))
                .isEqualTo(events.get(8).get("item"));
        assertThat(events.get(9).at("/response/usage/output_tokens").asInt()).isEqualTo(2);
        assertThat(kept).hasSize(1);
    }

    @Test
    void everyEventIsNumberedAndNamed() throws IOException {
        List<JsonNode> events = stream("", FinishReason.STOP, new Thinking("Hm."), new Content("Hi"));

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("sequence_number").asInt()).isEqualTo(i);
        }
    }

    @Test
    void thoughtsAreAnItemBeforeTheText() throws IOException {
        List<JsonNode> events = stream("", FinishReason.STOP, new Thinking("H"), new Thinking("m."), new Content("Hi"));

        assertThat(types(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "reasoning_text.delta",
                        "reasoning_text.delta",
                        "reasoning_text.done",
                        "content_part.done",
                        "output_item.done",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.done",
                        "content_part.done",
                        "output_item.done",
                        "completed");
        assertThat(golden(events.get(5)))
                .isEqualTo("{'type':'response.reasoning_text.delta','item_id':'rs','output_index':0,'content_index':0,"
                        + "'delta':'m.','sequence_number':5}");
        assertThat(golden(events.get(6)))
                .isEqualTo("{'type':'response.reasoning_text.done','item_id':'rs','output_index':0,'content_index':0,"
                        + "'text':'Hm.','sequence_number':6}");
        assertThat(golden(events.get(8))).contains("'summary':[],'content':[{'type':'reasoning_text','text':'Hm.'}]");
        assertThat(events.get(9).get("output_index").asInt()).isEqualTo(1);
    }

    @Test
    void thoughtsAreASummaryWhereOneIsAskedFor() throws IOException {
        List<JsonNode> events = stream(
                "'reasoning':{'summary':'auto'},'include':['reasoning.encrypted_content']",
                FinishReason.STOP,
                new Thinking("Hm."));

        assertThat(types(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "reasoning_summary_part.added",
                        "reasoning_summary_text.delta",
                        "reasoning_summary_text.done",
                        "reasoning_summary_part.done",
                        "output_item.done",
                        "completed");
        assertThat(golden(events.get(3)))
                .isEqualTo("{'type':'response.reasoning_summary_part.added','item_id':'rs','output_index':0,"
                        + "'summary_index':0,'part':{'type':'summary_text','text':''},'sequence_number':3}");
        assertThat(golden(events.get(7)))
                .contains("'summary':[{'type':'summary_text','text':'Hm.'}],'content':[],"
                        + "'encrypted_content':'mullama.SG0u'");
    }

    @Test
    void callsTellTheirArgumentsAsTheyGrow() throws IOException {
        List<JsonNode> events = stream(
                TOOLS,
                FinishReason.STOP,
                new Content("Well."),
                new CallBegun(0, "c1", "add"),
                new CallArguments(0, "{\"a\""),
                new CallArguments(0, ":1}"),
                new CallEnded(0),
                new CallBegun(1, "c2", "time__now"),
                new CallArguments(1, "{}"),
                new CallEnded(1),
                new Content(""));

        assertThat(types(events).subList(7, 17))
                .containsExactly(
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done");
        assertThat(golden(events.get(8)))
                .isEqualTo("{'type':'response.output_item.added','output_index':1,'item':{'id':'fc',"
                        + "'type':'function_call','status':'in_progress','arguments':'','call_id':'c1','name':'add'},"
                        + "'sequence_number':8}");
        assertThat(golden(events.get(9)))
                .isEqualTo("{'type':'response.function_call_arguments.delta','item_id':'fc','output_index':1,"
                        + "'delta':'{\\'a\\'','sequence_number':9}");
        assertThat(golden(events.get(11)))
                .isEqualTo("{'type':'response.function_call_arguments.done','item_id':'fc','output_index':1,"
                        + "'arguments':'{\\'a\\':1}','name':'add','sequence_number':11}");
        assertThat(golden(events.get(16))).contains("'arguments':'{}','call_id':'c2','name':'now','namespace':'time'");
        assertThat(events.get(17).at("/response/output")).hasSize(3);
    }

    @Test
    void aCustomToolIsCalledWithItsText() throws IOException {
        List<JsonNode> events = stream(
                TOOLS,
                FinishReason.STOP,
                new CallBegun(0, "c1", "sh"),
                new CallArguments(0, "{\"input\":\"l"),
                new CallArguments(0, "s\\n\"}"),
                new CallEnded(0));

        assertThat(types(events).subList(2, 6))
                .containsExactly(
                        "output_item.added",
                        "custom_tool_call_input.delta",
                        "custom_tool_call_input.done",
                        "output_item.done");
        assertThat(golden(events.get(2)))
                .contains("'item':{'id':'ctc','type':'custom_tool_call','status':'in_progress','call_id':'c1',"
                        + "'input':'','name':'sh'}");
        assertThat(events.get(3).get("delta").asText()).isEqualTo("ls\n");
        assertThat(events.get(4).get("input").asText()).isEqualTo("ls\n");
    }

    @Test
    void anAnswerThatIsCutOffIsIncomplete() throws IOException {
        List<JsonNode> events = stream("", FinishReason.LENGTH, new Content("Hel"));
        JsonNode last = events.get(events.size() - 1);

        assertThat(last.get("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/status").asText()).isEqualTo("incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(last.at("/response/output/0/status").asText()).isEqualTo("incomplete");
    }

    @Test
    void aCallThatIsCutOffIsIncomplete() throws IOException {
        List<JsonNode> events = stream(
                TOOLS,
                FinishReason.LENGTH,
                new CallBegun(0, "c1", "add"),
                new CallArguments(0, "{\"a\""),
                new CallEnded(0));

        assertThat(events.get(events.size() - 1).at("/response/output/0/status").asText())
                .isEqualTo("incomplete");
    }

    @Test
    void anAnswerWithoutTextIsAResponseAllTheSame() throws IOException {
        assertThat(types(stream("", FinishReason.STOP))).containsExactly("created", "in_progress", "completed");
    }

    @Test
    void anErrorAmidTheTextIsTheLastEventAndNothingIsKept() throws IOException {
        ResponsesFormat format = format("");
        format.part(new AnswerFormat.Part(0, new Content("Hel"), List.of()), frames);
        format.failure(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed", "ask again"), frames);
        List<JsonNode> events = events();
        JsonNode last = events.get(events.size() - 1);

        assertThat(types(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "failed");
        assertThat(last.at("/response/status").asText()).isEqualTo("failed");
        assertThat(last.at("/response/error"))
                .hasToString("{\"code\":\"server_error\",\"message\":\"decoding failed; ask again\"}");
        assertThat(kept).isEmpty();
    }

    @Test
    void probabilitiesStandBesideTheText() throws IOException {
        TokenProbability.Candidate token =
                new TokenProbability.Candidate(3, "Hi".getBytes(StandardCharsets.UTF_8), -0.5);
        List<TokenProbability> scored = List.of(new TokenProbability(token, List.of(token)));
        String told = "[{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":[72,105],"
                + "\"top_logprobs\":[{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":[72,105]}]}]";
        ResponsesFormat format = format("");
        format.part(new AnswerFormat.Part(0, new Thinking("Hm."), scored), frames);
        format.part(new AnswerFormat.Part(0, new Content("Hi"), scored), frames);
        format.end(0, end(FinishReason.STOP), frames);
        List<JsonNode> events = events();

        assertThat(types(events).get(11)).isEqualTo("output_text.done");
        assertThat(events.get(10).get("logprobs")).hasToString(told);
        assertThat(events.get(11).get("logprobs")).hasToString(told);
        assertThat(events.get(12).at("/part/logprobs")).hasToString(told);
        assertThat(events.get(14).at("/response/output/1/content/0/logprobs")).hasToString(told);
    }

    private List<JsonNode> stream(String fields, FinishReason reason, AnswerEvent... happened) throws IOException {
        ResponsesFormat format = format(fields);
        for (AnswerEvent event : happened) {
            format.part(new AnswerFormat.Part(0, event, List.of()), frames);
        }
        format.end(0, end(reason), frames);
        return events();
    }

    private ResponsesFormat format(String fields) {
        String body = "{'input':'Hi'" + (fields.isEmpty() ? "" : "," + fields) + "}";
        ResponsesRequest asked = ResponsesRequest.fromJson(Json.fields(body.replace('\'', '"')));
        ResponseHead head = new ResponseHead("resp_1", Instant.ofEpochSecond(5), "tiny", asked.echo());
        return new ResponsesFormat(head, asked, List.of(), kept::add);
    }

    private static Reply.End end(FinishReason reason) {
        return new Reply.End(new GenerationEvent.Finished(reason, new Usage(8, 3, 2, Duration.ofMillis(5))), false, 1);
    }

    /** The events that were written, of which each must have its type as its name. */
    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String block : List.of(new String(frames.take(), StandardCharsets.UTF_8).split("\n\n"))) {
            JsonNode event = new JsonMapper().readTree(block.substring(block.indexOf("\ndata: ") + 7));
            assertThat(block).startsWith("event: " + event.get("type").asText() + "\ndata: {");
            events.add(event);
        }
        return events;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.get("type").asText().substring("response.".length()))
                .toList();
    }

    /** An event with ids that are always the same; of those with the whole response, how far that is. */
    private static String golden(JsonNode event) {
        if (event.has("response")) {
            assertThat(event.at("/response/id").asText()).isEqualTo("resp_1");
            return event.get("type").asText() + " "
                    + event.at("/response/status").asText();
        }
        ObjectNode copy = event.deepCopy();
        return copy.toString()
                .replaceAll("\"([a-z]+)_[0-9a-f]{48}\"", "\"$1\"")
                .replace("\\\"", "\\'")
                .replace('"', '\'');
    }
}
