package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.api.docs.OpenApiDocument;
import io.mullama.api.docs.Route;
import io.mullama.server.rest.DaemonState;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /openapi.json} of all routes that the daemon has. */
final class OpenApiTest {
    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void everyRouteIsDescribed() {
        assertThat(OpenApiDocument.undescribed(routes.routes(), RouteTable.DOCS))
                .as("routes that no DialectDocs of RouteTable.DOCS describes")
                .isEmpty();
    }

    @Test
    void everyRouteIsInTheDocument() throws IOException {
        JsonNode paths = routes.get("/openapi.json").json().get("paths");

        assertThat(routes.routes())
                .isNotEmpty()
                .allSatisfy(route -> assertThat(operation(paths, route)).isNotNull());
    }

    @Test
    void aValidatorFindsNothingWrongWithTheDocument() throws IOException {
        HttpProbe.Answer answer = routes.get("/openapi.json");

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(answer.body());

        assertThat(answer.head()).contains("Content-Type: application/json");
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.isOpenapi31()).isTrue();
    }

    @Test
    void everySchemaThatIsNamedIsThereAndIsUsed() throws IOException {
        JsonNode document = routes.get("/openapi.json").json();
        Set<String> named = new HashSet<>();
        document.findValuesAsText("$ref").forEach(each -> named.add(each.replace("#/components/schemas/", "")));

        assertThat(document.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() throws IOException {
        List<String> ids = routes.get("/openapi.json").json().findValuesAsText("operationId");

        assertThat(ids).doesNotHaveDuplicates().hasSize(routes.routes().size());
    }

    @ParameterizedTest
    @CsvSource({
        "PullRequest, name, model",
        "TokenizeRequest, text, content",
        "EmbedRequest, input, prompt",
    })
    void aFieldThatAnotherStandsForIsNotRequired(String schema, String field, String other) throws IOException {
        JsonNode request = routes.get("/openapi.json").json().at("/components/schemas/" + schema);

        assertThat(request.has("required")).isFalse();
        assertThat(request.get("properties").has(other)).isTrue();
        assertThat(request.get("anyOf"))
                .hasToString("[{\"required\":[\"" + field + "\"]},{\"required\":[\"" + other + "\"]}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /health | /health |",
                "GET | /status | /status |",
                "GET | /api/system/status | /api/system/status |",
                "GET | /api/version | /api/version |",
                "GET | /api/doctor | /api/doctor |",
                "GET | /api/models | /api/models |",
                "GET | /api/models/{name} | /api/models/tiny |",
                "GET | /api/cache | /api/cache |",
                "GET | /api/defaults | /api/defaults |",
                "GET | /api/tags | /api/tags |",
                "GET | /api/ps | /api/ps |",
                "GET | /v1/models | /v1/models |",
                "GET | /v1/models/{model} | /v1/models/tiny |",
                "POST | /api/show | /api/show | {'model':'tiny','verbose':true}",
                "POST | /api/embeddings | /api/embeddings | {'model':'tiny','input':'x'}",
                "POST | /api/embed | /api/embed | {'model':'tiny','input':'x'}",
                "POST | /api/rerank | /api/rerank | {'model':'tiny','query':'x','documents':['y'],'return_documents':true}",
                "POST | /api/tokenize | /api/tokenize | {'model':'tiny','text':'x','with_pieces':true,'unknown':1}",
                "POST | /api/detokenize | /api/detokenize | {'model':'tiny','tokens':[72]}",
                "POST | /api/render | /api/render | {'model':'tiny','messages':[{'role':'user','content':'x'}]}",
                "POST | /api/models/load | /api/models/load | {'alias':'big'}",
                "POST | /api/models/copy | /api/models/copy | {'source':'tiny','destination':'mine'}",
                "POST | /api/defaults/{name}/use | /api/defaults/llama3.2-1b/use |",
                "POST | /v1/messages/count_tokens | /v1/messages/count_tokens |"
                        + " {'model':'tiny','messages':[{'role':'user','content':'x'}]}",
                "POST | /v1/embeddings | /v1/embeddings | {'model':'tiny','input':'x','unknown':1}",
            })
    void anAnswerHasNoFieldsThatAreNotDescribed(String method, String route, String path, String body)
            throws IOException {
        routes.state.enter(DaemonState.Phase.OK);
        routes.use("tiny");
        JsonNode document = routes.get("/openapi.json").json();
        String schema = document.get("paths")
                .get(route)
                .get(method.toLowerCase(Locale.ROOT))
                .at("/responses/200/content/application~1json/schema/$ref")
                .asText()
                .replace("#", "");

        HttpProbe.Answer answer = routes.probe().exchange(method, path, body == null ? "" : body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertDescribed(schema, answer.json(), document.at(schema));
    }

    /** What the schema says nothing of may be anything. */
    private static void assertDescribed(String place, JsonNode answer, JsonNode schema) {
        if (schema.has("properties") && answer.isObject()) {
            for (var field : answer.properties()) {
                JsonNode described = schema.get("properties").get(field.getKey());
                assertThat(described).as(place + "." + field.getKey()).isNotNull();
                assertDescribed(place + "." + field.getKey(), field.getValue(), described);
            }
        } else if (schema.has("items") && answer.isArray()) {
            answer.forEach(item -> assertDescribed(place + "[]", item, schema.get("items")));
        } else if (schema.has("type") && !answer.isNull()) {
            assertThat(type(answer))
                    .as(place)
                    .matches(found -> found.equals(schema.get("type").asText())
                            || (found.equals("integer")
                                    && schema.get("type").asText().equals("number")));
        }
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode operation(JsonNode paths, Route route) {
        String unnamed = route.path().replaceAll(":[a-z]+", "{}");
        for (var path : paths.properties()) {
            if (path.getKey().replaceAll("\\{[a-z]+}", "{}").equals(unnamed)) {
                return path.getValue().get(route.method().toLowerCase(Locale.ROOT));
            }
        }
        throw new AssertionError(route);
    }
}
