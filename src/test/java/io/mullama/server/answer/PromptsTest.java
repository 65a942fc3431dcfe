package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts as {@code /api/render} shows them, with an engine of which every character is a token, and 512 its context. */
final class PromptsTest {
    private static final String LONG = "x".repeat(150);
    private static final String TWO = "{'role':'user','content':'12345678'},{'role':'assistant','content':'12345678'},"
            + "{'role':'user','content':'%s'}";

    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void open() throws IOException {
        routes = new ServedRoutes(Map.of());
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aPromptIsShownWithItsTokens() throws IOException {
        JsonNode answer = render("{'role':'user','content':'Hi'}", "");

        String prompt = answer.get("prompt").asText();
        assertThat(prompt).contains("Hi");
        assertThat(answer.get("prompt_tokens").asInt()).isEqualTo(prompt.length());
        assertThat(answer.get("tokens").get(0).get("text").asText()).isEqualTo(prompt.substring(0, 1));
        assertThat(answer.has("warnings")).isFalse();
    }

    @Test
    void theOldestTurnsAreLeftOutOnlyWhereThatIsAskedFor() throws IOException {
        String turns = "{'role':'system','content':'Be brief.'},{'role':'user','content':'one " + LONG
                + "'},{'role':'assistant','content':'two'},{'role':'user','content':'three " + LONG
                + "'},{'role':'assistant','content':'four'},{'role':'user','content':'five " + LONG + "'}";

        JsonNode whole = render(turns, "");
        JsonNode cut = render(turns, ",'truncate':true");

        assertThat(whole.get("prompt").asText()).contains("one x", "five x");
        assertThat(cut.get("prompt").asText()).contains("Be brief.", "five x").doesNotContain("one x", "two");
        assertThat(cut.get("prompt_tokens").asInt()).isLessThanOrEqualTo(512 - 128);
        assertThat(cut.get("warnings").get(0).asText())
                .isEqualTo("the oldest 4 of 6 messages were left out: the context has room for 512 tokens");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 20, 64, 301})
    void noMoreTurnsAreLeftOutThanMustBe(int turns) throws IOException {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < turns; i++) {
            messages.append("{'role':'user','content':'12345678'},{'role':'assistant','content':'12345678'},");
        }
        messages.append("{'role':'user','content':'last'}");
        int turn = render(TWO.formatted("last"), "").get("prompt_tokens").asInt()
                - render("{'role':'user','content':'last'}", "")
                        .get("prompt_tokens")
                        .asInt();

        JsonNode cut = render(messages.toString(), ",'truncate':true");

        assertThat(cut.get("prompt_tokens").asInt()).isBetween(512 - 128 - turn + 1, 512 - 128);
    }

    @Test
    void whatHasRoomIsLeftAsItIs() throws IOException {
        JsonNode answer = render("{'role':'user','content':'Hi'}", ",'truncate':true");

        assertThat(answer.has("warnings")).isFalse();
    }

    @Test
    void aFormatAndAGrammarExcludeEachOther() throws IOException {
        HttpProbe.Answer answer = routes.send(
                "/api/chat",
                "{'model':'tiny','messages':[{'role':'user','content':'Hi'}],'format':'json','grammar':'root ::= \\\"x\\\"'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText())
                .isEqualTo("'grammar' cannot be combined with a format; leave one out");
    }

    @Test
    void aSuffixExcludesWhatItHasNoPlaceFor() throws IOException {
        HttpProbe.Answer answer = routes.send("/api/generate", "{'model':'tiny','prompt':'a','suffix':'b','raw':true}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).isEqualTo("'suffix' cannot be combined with 'raw'");
    }

    private JsonNode render(String messages, String fields) throws IOException {
        HttpProbe.Answer answer =
                routes.send("/api/render", "{'model':'tiny','messages':[" + messages + "]" + fields + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
