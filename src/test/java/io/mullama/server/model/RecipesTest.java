package io.mullama.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.api.CreateRequest;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What models' recipes make of requests. */
final class RecipesTest {
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

    /** Words the roles by their first letters. */
    private static final String TEMPLATE =
            "{% for message in messages %}{{ message.role[0] }}({{ message.content }}){% endfor %}";

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        routes.fixture.write(
                "plain",
                new GgufBuilder()
                        .u32("llama.context_length", 2048)
                        .text("tokenizer.chat_template", TEMPLATE)
                        .real("general.sampling.temp", 0.25f)
                        .u32("general.sampling.top_k", 20));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void parametersApplyWhereARequestSaysNothing() throws Exception {
        create(
                "mine",
                "FROM plain\nPARAMETER temperature 0\nPARAMETER stop A\nPARAMETER stop B\n"
                        + "PARAMETER num_predict 7\nPARAMETER seed 3\nPARAMETER top_p 0.5\nPARAMETER min_p 0.2");

        GenerationRequest request = chat("mine", "");

        assertThat(request.maxTokens()).isEqualTo(7);
        assertThat(request.stop()).containsExactly("A", "B");
        assertThat(request.sampling().temperature().value()).isZero();
        assertThat(request.sampling().seed()).hasValue(3);
        assertThat(request.sampling().truncation().topP()).isEqualTo(0.5);
        assertThat(request.sampling().truncation().minP()).isEqualTo(0.2);
    }

    @Test
    void aRequestsOwnValuesWin() throws Exception {
        create("mine", "FROM plain\nPARAMETER temperature 0\nPARAMETER stop A\nPARAMETER num_predict 7");

        GenerationRequest request = chat("mine", ",'temperature':0.9,'stop':['C'],'max_tokens':5");

        assertThat(request.maxTokens()).isEqualTo(5);
        assertThat(request.stop()).containsExactly("C");
        assertThat(request.sampling().temperature().value()).isEqualTo(0.9);
    }

    @Test
    void theRequestGoesBeforeTheModelfileBeforeTheFileBeforeTheDefaults() throws Exception {
        create("mine", "FROM plain\nPARAMETER temperature 0.5\nPARAMETER top_p 0.6");

        assertThat(chat("mine", ",'temperature':0.75").sampling().temperature().value())
                .isEqualTo(0.75);
        assertThat(last().sampling().truncation().topP()).isEqualTo(0.6);
        assertThat(last().sampling().truncation().topK()).isEqualTo(20);
        assertThat(last().sampling().truncation().minP()).isEqualTo(0.05);
        assertThat(chat("mine", "").sampling().temperature().value()).isEqualTo(0.5);
        assertThat(chat("plain", "").sampling().temperature().value()).isEqualTo(0.25);
        assertThat(last().sampling().truncation().topP()).isEqualTo(0.9);
    }

    @Test
    void everyDialectHasThem() throws Exception {
        create("mine", "FROM plain\nPARAMETER temperature 0.5\nSYSTEM Be brief.");

        ask("/v1/chat/completions", "{'model':'mine','messages':[{'role':'user','content':'Hi'}]}");

        assertThat(last().sampling().temperature().value()).isEqualTo(0.5);
        assertThat(prompt()).isEqualTo("s(Be brief.)u(Hi)");
    }

    @Test
    void asManyTokensAsFitAreSaidInBothWords() throws Exception {
        create("one", "FROM plain\nPARAMETER num_predict -1");
        create("two", "FROM plain\nPARAMETER num_predict -2");

        int unbounded = chat("plain", ",'max_tokens':-1").maxTokens();

        assertThat(chat("one", "").maxTokens()).isEqualTo(unbounded);
        assertThat(chat("two", "").maxTokens()).isEqualTo(unbounded);
    }

    @Test
    void theContextSizeIsThatOfTheLoadedModel() throws Exception {
        create("mine", "FROM plain\nPARAMETER num_ctx 100\nPARAMETER num_ctx 256");

        chat("mine", "");

        assertThat(routes.fixture.loader.lastSource().options().contextSize()).isEqualTo(OptionalInt.of(256));
    }

    @Test
    void aSystemPromptComesBeforeConversationsThatBringNone() throws Exception {
        create("mine", "FROM plain\nSYSTEM Be brief.");

        chat("mine", "");
        assertThat(prompt()).isEqualTo("s(Be brief.)u(Hi)");
        ask(
                "/api/chat",
                "{'model':'mine','messages':[{'role':'system','content':'Shout.'},"
                        + "{'role':'user','content':'Hi'}]}");
        assertThat(prompt()).isEqualTo("s(Shout.)u(Hi)");
        ask("/api/generate", "{'model':'mine','prompt':'Hi'}");
        assertThat(prompt()).isEqualTo("s(Be brief.)u(Hi)");
        ask("/api/generate", "{'model':'mine','prompt':'Hi','system':'Shout.'}");
        assertThat(prompt()).isEqualTo("s(Shout.)u(Hi)");
        ask("/api/generate", "{'model':'mine','prompt':'Hi','raw':true}");
        assertThat(prompt()).isEqualTo("Hi");
    }

    @Test
    void messagesComeBeforeTheConversationAndBehindItsSystemPrompt() throws Exception {
        create("mine", "FROM plain\nSYSTEM Be brief.\nMESSAGE user 1+1?\nMESSAGE assistant 2");

        chat("mine", "");
        assertThat(prompt()).isEqualTo("s(Be brief.)u(1+1?)a(2)u(Hi)");
        ask(
                "/api/chat",
                "{'model':'mine','messages':[{'role':'system','content':'Shout.'},"
                        + "{'role':'user','content':'Hi'}]}");
        assertThat(prompt()).isEqualTo("s(Shout.)u(1+1?)a(2)u(Hi)");
    }

    @Test
    void anEmptySystemPromptIsNone() throws Exception {
        create("brief", "FROM plain\nSYSTEM Be brief.");
        create("bare", "FROM brief\nSYSTEM \"\"");

        chat("bare", "");

        assertThat(prompt()).isEqualTo("u(Hi)");
    }

    @Test
    void namesOfOneEngineDoNotMixTheirRecipes() throws Exception {
        create("brief", "FROM plain\nSYSTEM Be brief.\nPARAMETER temperature 0.1");
        create("loud", "FROM plain\nSYSTEM Shout.\nPARAMETER temperature 0.9");
        create("go", "FROM plain\nTEMPLATE \"{{ .System }}<{{ .Prompt }}>\"\nSYSTEM Be brief.");

        for (int round = 0; round < 2; round++) {
            assertThat(chat("brief", "").sampling().temperature().value()).isEqualTo(0.1);
            assertThat(prompt()).isEqualTo("s(Be brief.)u(Hi)");
            assertThat(chat("loud", "").sampling().temperature().value()).isEqualTo(0.9);
            assertThat(prompt()).isEqualTo("s(Shout.)u(Hi)");
            assertThat(chat("go", "").sampling().temperature().value()).isEqualTo(0.25);
            assertThat(prompt()).isEqualTo("Be brief.<Hi>");
            chat("plain", "");
            assertThat(prompt()).isEqualTo("u(Hi)");
        }
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    @Test
    void aRecipeThatIsMadeAnewAppliesToTheNextRequest() throws Exception {
        create("mine", "FROM plain\nSYSTEM one");
        chat("mine", "");

        create("mine", "FROM plain\nSYSTEM two");
        chat("mine", "");

        assertThat(prompt()).isEqualTo("s(two)u(Hi)");
        assertThat(routes.fixture.loader.loads()).isEqualTo(1);
    }

    private void create(String name, String modelfile) throws IOException {
        String body =
                new CreateRequest(name, modelfile, null, null, null).toJson().toString();
        assertThat(routes.probe().post("/api/models/create", body).body()).contains("\"status\":\"success\"");
    }

    private GenerationRequest chat(String model, String fields) throws Exception {
        ask("/api/chat", "{'model':'" + model + "','messages':[{'role':'user','content':'Hi'}]" + fields + "}");
        return last();
    }

    private void ask(String path, String body) throws Exception {
        HttpProbe.Answer answer = routes.ask(path, body.replace('\'', '"'), END);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private GenerationRequest last() {
        return routes.engine().request(routes.engine().generations().size() - 1);
    }

    private String prompt() {
        return routes.engine().prompt(routes.engine().generations().size() - 1);
    }
}
