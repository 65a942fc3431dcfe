package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolRoutesTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final GenerationEvent CALL =
            new GenerationEvent.Piece("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1}}</tool_call>");
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

    private static final GenerationEvent CUT =
            new GenerationEvent.Finished(FinishReason.LENGTH, new Usage(8, 3, 2, Duration.ofMillis(5)));
    private static final String ADD = "'tools':[{'type':'function','function':{'name':'add'}}]";

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        routes.use("tiny");
        routes.engine().widen(8192);
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void whoAsksWithFunctionsIsAnsweredWithACallOfOne() throws Exception {
        JsonNode choice = routes.ask(CHAT, body("'functions':[{'name':'add'}]"), CALL, END)
                .json()
                .at("/choices/0");

        assertThat(choice.get("finish_reason").asText()).isEqualTo("function_call");
        assertThat(choice.at("/message/function_call"))
                .hasToString("{\"name\":\"add\",\"arguments\":\"{\\\"a\\\": 1}\"}");
        assertThat(choice.at("/message").has("tool_calls")).isFalse();
        assertThat(choice.at("/message/content").isNull()).isTrue();
    }

    @Test
    void aStreamThatBeginsWithACallSaysNothingBeforeIt() throws Exception {
        String tools = "'stream':true,'tools':[{'type':'function','function':{'name':'add'}}]";

        assertThat(routes.ask(CHAT, body(tools), CALL, END).body())
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":null,");
        assertThat(routes.ask(CHAT, body(tools), new GenerationEvent.Piece("Well"), END)
                        .body())
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\",");
    }

    @Test
    void aStreamTellsSuchACallInPieces() throws Exception {
        String stream = routes.ask(CHAT, body("'stream':true,'functions':[{'name':'add'}]"), CALL, END)
                .body();

        assertThat(stream)
                .containsSubsequence(
                        "\"delta\":{\"function_call\":{\"name\":\"add\"}}",
                        "\"delta\":{\"function_call\":{\"arguments\":\"",
                        "\"finish_reason\":\"function_call\"");
    }

    @Test
    void onlyTheToolsThatAreAllowedAreToldOf() throws Exception {
        routes.ask(
                CHAT,
                body("'tools':[{'function':{'name':'add'}},{'function':{'name':'now'}}],'tool_choice':{'type':"
                        + "'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':"
                        + "{'name':'now'}}]}}"),
                END);

        assertThat(routes.engine().prompt(0)).contains("now").doesNotContain("add");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tool_c", "<tool_call>", "<tool_call>\n{\"name\": \"ad"})
    void aCallThatIsCutOffBeforeItsNameIsNoContent(String begun) throws Exception {
        GenerationEvent piece = new GenerationEvent.Piece("Well.\n" + begun);
        JsonNode choice = routes.ask(CHAT, body(ADD), piece, CUT).json().at("/choices/0");
        String stream =
                routes.ask(CHAT, body("'stream':true," + ADD), piece, CUT).body();

        assertThat(choice.at("/message/content").asText()).isEqualTo("Well.");
        assertThat(choice.at("/message").has("tool_calls")).isFalse();
        assertThat(choice.get("finish_reason").asText()).isEqualTo("length");
        assertThat(stream)
                .contains("\"content\":\"Well.\"")
                .doesNotContain("<tool")
                .contains("\"finish_reason\":\"length\"");
    }

    @Test
    void aCallThatIsCutOffInItsArgumentsIsToldAsFarAsItIs() throws Exception {
        GenerationEvent piece =
                new GenerationEvent.Piece("<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": \"x");
        JsonNode choice = routes.ask(CHAT, body(ADD), piece, CUT).json().at("/choices/0");

        assertThat(choice.at("/message/tool_calls/0/function"))
                .hasToString("{\"name\":\"add\",\"arguments\":\"{\\\"a\\\": \\\"x\"}");
        assertThat(choice.get("finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void whatLooksLikeACallIsContentWhereThereAreNoTools() throws Exception {
        GenerationEvent piece = new GenerationEvent.Piece("Write <tool_call>\n{\"name\": \"ad");
        JsonNode choice = routes.ask(CHAT, body("'seed':1"), piece, CUT).json().at("/choices/0");

        assertThat(choice.at("/message/content").asText()).isEqualTo("Write <tool_call>\n{\"name\": \"ad");
    }

    private static String body(String fields) {
        return ("{'model':'tiny','messages':[{'role':'user','content':'Hi'}]," + fields + "}").replace('\'', '"');
    }
}
