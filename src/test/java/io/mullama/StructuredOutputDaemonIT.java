package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of the real tiny model that are held to JSON and to schemas. */
final class StructuredOutputDaemonIT {
    private static final String FRANCE = "'messages':[{'role':'user','content':'What is the capital of France?'}]";
    private static final String SCHEMA = "{'type':'object','properties':{'city':{'type':'string','maxLength':20},"
            + "'size':{'enum':['small','large']},'people':{'type':'integer','minimum':1,'maximum':9}},"
            + "'required':['city','size','people'],'additionalProperties':false}";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat            | 'format':",
                "/v1/chat/completions | 'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,"
                        + "'schema':",
            })
    void anAnswerFollowsItsSchema(String route, String field) throws IOException {
        String format = field + SCHEMA + (field.contains("json_schema") ? "}}" : "");
        ObjectNode request = Answers.request(format + "," + FRANCE);

        JsonNode whole = Answers.whole(daemon.tcp(), route, request);
        JsonNode streamed = Answers.streamed(daemon.tcp(), route, request);

        JsonNode json = new JsonMapper().readTree(whole.get("content").asText());
        assertThat(json.properties()).hasSize(3);
        assertThat(json.get("city").asText()).hasSizeLessThanOrEqualTo(20);
        assertThat(json.get("size").asText()).isIn("small", "large");
        assertThat(json.get("people").asInt()).isBetween(1, 9);
        assertThat(streamed.get("content")).isEqualTo(whole.get("content"));
    }

    @Test
    void anAnswerCanBeAnyObject() throws IOException {
        JsonNode whole = Answers.whole(
                daemon.tcp(),
                Answers.OWN,
                Answers.request("'format':'json','messages':[{'role':'user','content':'Capital of Spain as JSON'}]"));

        assertThat(new JsonMapper().readTree(whole.get("content").asText()))
                .hasToString("{\"country\":\"Spain\",\"capital\":\"Madrid\"}");
    }

    @Test
    void thoughtsComeBeforeTheJson() throws IOException {
        JsonNode whole = Answers.whole(
                daemon.tcp(), Answers.OWN, Answers.request("'think':true,'format':" + SCHEMA + "," + FRANCE));

        assertThat(whole.get("thinking").asText()).isNotBlank();
        assertThat(new JsonMapper().readTree(whole.get("content").asText()).has("city"))
                .isTrue();
    }

    @Test
    void anAnswerThatIsCutOffSaysSo() throws IOException {
        ObjectNode request = Answers.request("'max_tokens':3,'format':" + SCHEMA + "," + FRANCE);

        JsonNode answer = daemon.tcp().post(Answers.OWN, request.toString()).json();

        assertThat(answer.get("done_reason").asText()).isEqualTo("length");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'format':{'type':'string','not':{}}                                | format.not",
                "'response_format':{'type':'json_schema','json_schema':{'schema':{'type':'array','uniqueItems':true}}} | "
                        + "response_format.json_schema.schema.uniqueItems",
            })
    void whatCannotBeHeldToIsRefusedByName(String format, String name) throws IOException {
        HttpProbe.Answer answer = daemon.tcp()
                .post(Answers.OPENAI, Answers.request(format + "," + FRANCE).toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).contains("'" + name + "'");
    }

    @Test
    void aHostileGrammarIsRefused() throws IOException {
        ObjectNode request = Answers.request(FRANCE).put("grammar", "root ::= " + "(".repeat(60_000));

        assertThat(daemon.tcp().post(Answers.OWN, request.toString()).status()).isEqualTo(400);
    }

    @Test
    void aDeepSchemaIsRefused() throws IOException {
        String schema = "{\"items\":".repeat(60_000) + "{}" + "}".repeat(60_000);
        String request =
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"format\":" + schema + "}";

        assertThat(daemon.tcp().post(Answers.OWN, request).status()).isEqualTo(400);
    }
}
