package io.mullama.api.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenApiDocumentTest {
    private static final DialectDocs DOCS = new DialectDocs(
            "Ours",
            "Oops",
            "{\"error\":\"x\"}",
            List.of(
                    RouteDoc.post("/a/:name/run", "Runs")
                            .takes("Run", OpenApiDocumentTest::read, """
                            {"text": "x", "either": "y", "parts": [{"deep": 1.5}], "inner": {"on": true}}""")
                            .defaults("{\"count\": 3}")
                            .gives(
                                    "Ran",
                                    "{\"ok\": true, \"list\": [{\"n\": 1, \"f\": 0.5}], \"none\": [], \"nil\": null,"
                                            + " \"mixed\": [\"x\", [1], \"y\"]}")
                            .streams("application/x-ndjson"),
                    RouteDoc.get("/plain", "Says").query("q", "words").givesText("text/plain", "hello")));

    private static final List<Route> ROUTES =
            List.of(new Route("POST", "/a/:name/run"), new Route("GET", "/plain"), new Route("GET", "/a/:id/run"));

    private static Object read(Fields fields) {
        String text = fields.has("text") ? fields.requiredString("text") : fields.string("word");
        if (text == null) {
            throw fields.missing("text");
        }
        fields.integer("count");
        fields.strings("stop");
        fields.node("whatever");
        fields.integers("ids");
        fields.node("keep");
        fields.string("keep");
        if (fields.string("either") == null) {
            fields.bool("or");
        }
        fields.objects("parts", part -> part.number("deep"));
        Fields inner = fields.object("inner");
        return inner == null ? text : String.valueOf(inner.bool("on"));
    }

    private static JsonNode document() {
        return OpenApiDocument.of("1.2.3", ROUTES, List.of(DOCS));
    }

    @Test
    void aRequestHasTheFieldsThatItsReaderAsksFor() {
        assertThat(document().at("/components/schemas/Run"))
                .hasToString(
                        ("{'type':'object','properties':{'text':{'type':'string'},'count':{'type':'integer','default':3},"
                                        + "'stop':{'anyOf':[{'type':'string'},{'type':'array','items':{'type':'string'}}]},"
                                        + "'whatever':{},'ids':{'type':'array','items':{'type':'integer'}},'keep':{},'either':{'type':'string'},"
                                        + "'parts':{'type':'array','items':{'type':'object','properties':"
                                        + "{'deep':{'type':'number'}}}},"
                                        + "'inner':{'type':'object','properties':{'on':{'type':'boolean'}}},"
                                        + "'word':{'type':'string'},'or':{'type':'boolean'}},'anyOf':[{'required':['text']},{'required':['word']}]}")
                                .replace('\'', '"'));
    }

    @Test
    void anAnswerHasTheFieldsOfItsExample() {
        assertThat(document().at("/components/schemas/Ran"))
                .hasToString(("{'type':'object','properties':{'ok':{'type':'boolean'},'list':{'type':'array','items':"
                                + "{'type':'object','properties':{'n':{'type':'integer'},'f':{'type':'number'}}}},"
                                + "'none':{'type':'array'},'nil':{},'mixed':{'type':'array','items':{'anyOf':"
                                + "[{'type':'string'},{'type':'array','items':{'type':'integer'}}]}},"
                                + "'warnings':{'type':'array','items':{'type':'string'}}}}")
                        .replace('\'', '"'));
    }

    @Test
    void anOperationTellsWhatGoesOverTheWire() {
        JsonNode run = document().get("paths").get("/a/{name}/run").get("post");

        assertThat(run.get("operationId").asText()).isEqualTo("postANameRun");
        assertThat(run.get("summary").asText()).isEqualTo("Runs");
        assertThat(run.get("tags").get(0).asText()).isEqualTo("Ours");
        assertThat(run.get("parameters"))
                .hasToString(
                        "[{\"name\":\"name\",\"in\":\"path\",\"schema\":{\"type\":\"string\"},\"required\":true}]");
        assertThat(run.at("/requestBody/content/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/Run");
        assertThat(run.at("/responses/200/content").fieldNames())
                .toIterable()
                .containsExactly("application/json", "application/x-ndjson");
        assertThat(run.at("/responses/default/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Oops");
    }

    @Test
    void anAnswerMayBeTextAndAPathMayHaveParametersBehindIt() {
        JsonNode plain = document().get("paths").get("/plain").get("get");

        assertThat(plain.at("/responses/200/content/text~1plain/example").asText())
                .isEqualTo("hello");
        assertThat(plain.at("/parameters/0/description").asText()).isEqualTo("words");
        assertThat(plain.at("/parameters/0/required").isMissingNode()).isTrue();
    }

    @Test
    void theServerIsWhereTheDocumentCameFromAndTakesAKeyInEitherHeader() {
        assertThat(document().get("servers")).hasToString("[{\"url\":\"/\"}]");
        assertThat(document().get("security")).hasToString("[{},{\"key\":[]},{\"header\":[]}]");
        assertThat(document().at("/components/securitySchemes/header/name").asText())
                .isEqualTo("x-api-key");
    }

    @Test
    void onePathHasOneNameForItsVariable() {
        JsonNode paths = document().get("paths");

        assertThat(paths.fieldNames()).toIterable().containsExactly("/a/{name}/run", "/plain");
        assertThat(paths.get("/a/{name}/run")
                        .get("get")
                        .at("/parameters/0/name")
                        .asText())
                .isEqualTo("name");
    }

    @Test
    void aRouteThatNobodyDescribesIsThereAndIsTold() {
        assertThat(OpenApiDocument.undescribed(ROUTES, List.of(DOCS))).containsExactly(new Route("GET", "/a/:id/run"));
        assertThat(document()
                        .at("/paths/~1a~1{name}~1run/get/responses/200/description")
                        .asText())
                .isEqualTo("Success");
    }

    @Test
    void anExampleThatTheReaderRefusesIsAMistake() {
        DialectDocs wrong = new DialectDocs(
                "Wrong", "Oops", "{}", List.of(RouteDoc.post("/x", "X").takes("X", OpenApiDocumentTest::read, "{}")));

        assertThatThrownBy(() -> OpenApiDocument.of("1", List.of(new Route("POST", "/x")), List.of(wrong)))
                .hasMessage("'text' is missing");
        assertThatThrownBy(() -> Json.literal("{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not JSON: {");
    }
}
