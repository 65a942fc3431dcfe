package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of tools by the real tiny model, as clients of the packaged daemon see them. */
final class ToolsDaemonIT {
    private static final String WEATHER = "{'type':'function','function':{'name':'get_weather','description':"
            + "'Get the weather in a city','parameters':{'type':'object','properties':{'city':{'type':'string'}},"
            + "'required':['city']}}}";
    private static final String ADD = "{'type':'function','function':{'name':'add','description':'Add two numbers',"
            + "'parameters':{'type':'object','properties':{'a':{'type':'number'},'b':{'type':'number'}},"
            + "'required':['a','b']}}}";
    private static final String TOOLS = "'tools':[" + WEATHER + "," + ADD + "],";
    private static final String OSLO = "'messages':[{'role':'user','content':'What is the weather in Oslo?'}]";
    private static final String FRANCE = "'messages':[{'role':'user','content':'What is the capital of France?'}]";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @ParameterizedTest
    @ValueSource(strings = {Answers.OWN, Answers.OPENAI})
    void aCallIsToldWithItsArguments(String route) throws IOException {
        ObjectNode request = Answers.request(TOOLS + OSLO);

        JsonNode whole = Answers.whole(daemon.tcp(), route, request);
        JsonNode streamed = Answers.streamed(daemon.tcp(), route, request);

        assertThat(calls(whole)).containsExactly("get_weather {\"city\":\"Oslo\"}");
        assertThat(calls(streamed)).isEqualTo(calls(whole));
        assertThat(whole.path("content").asText("")).isEmpty();
        assertThat(whole.at("/tool_calls/0/id").asText()).matches("[A-Za-z0-9]{9}");
    }

    @Test
    void aCallEndsAnAnswerAsOpenAiHasIt() throws IOException {
        JsonNode answer = daemon.tcp()
                .post(Answers.OPENAI, Answers.request(TOOLS + OSLO).toString())
                .json();

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {Answers.OWN, Answers.OPENAI})
    void whatAToolReturnedIsToldInWords(String route) throws IOException {
        ObjectNode request = Answers.request(TOOLS + OSLO);
        JsonNode call = Answers.whole(daemon.tcp(), route, request);
        ArrayNode messages = request.withArray("messages");
        messages.add(((ObjectNode) call).put("role", "assistant"));
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", call.at("/tool_calls/0/id").asText())
                .put("content", "{\"weather\": \"sunny\", \"temperature\": 25}");

        assertThat(Answers.whole(daemon.tcp(), route, request).get("content").asText())
                .isEqualTo("It is sunny in Oslo, 25 degrees.");
    }

    @ParameterizedTest
    @ValueSource(strings = {Answers.OWN, Answers.OPENAI})
    void aCallCanBeRequired(String route) throws IOException {
        ObjectNode request = Answers.request(TOOLS + "'tool_choice':'required'," + FRANCE);

        JsonNode whole = Answers.whole(daemon.tcp(), route, request);

        assertThat(calls(whole)).isNotEmpty();
        assertThat(calls(Answers.streamed(daemon.tcp(), route, request))).isEqualTo(calls(whole));
    }

    @Test
    void oneToolCanBeRequired() throws IOException {
        String choice = "'tool_choice':{'type':'function','function':{'name':'add'}},'parallel_tool_calls':false,";
        JsonNode message = Answers.whole(daemon.tcp(), Answers.OPENAI, Answers.request(TOOLS + choice + OSLO));

        assertThat(calls(message)).hasSize(1);
        assertThat(calls(message).get(0)).startsWith("add {\"a\":");
    }

    @Test
    void callsCanBeForbidden() throws IOException {
        JsonNode message =
                Answers.whole(daemon.tcp(), Answers.OPENAI, Answers.request(TOOLS + "'tool_choice':'none'," + OSLO));

        assertThat(message.has("tool_calls")).isFalse();
        assertThat(message.get("content").asText()).isNotEmpty();
    }

    @Test
    void aRequiredCallThinksFirstIfAskedTo() throws IOException {
        JsonNode message = Answers.whole(
                daemon.tcp(),
                Answers.OWN,
                Answers.request(TOOLS + "'think':true,'tool_choice':'required','thinking_budget':20," + OSLO));

        assertThat(message.get("thinking").asText()).isNotBlank();
        assertThat(calls(message)).isNotEmpty();
    }

    @Test
    void anAnswerWithoutACallIsContent() throws IOException {
        JsonNode message = Answers.whole(
                daemon.tcp(),
                Answers.OPENAI,
                Answers.request(TOOLS + "'messages':[{'role':'user'," + "'content':'Hello'}]"));

        assertThat(message.has("tool_calls")).isFalse();
        assertThat(message.get("content").asText()).isNotEmpty();
    }

    /** Each as {@code name arguments}. */
    private static List<String> calls(JsonNode message) throws IOException {
        List<String> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode arguments = call.at("/function/arguments");
            JsonNode parsed = arguments.isTextual() ? new JsonMapper().readTree(arguments.asText()) : arguments;
            calls.add(call.at("/function/name").asText() + " " + parsed);
        }
        return calls;
    }
}
