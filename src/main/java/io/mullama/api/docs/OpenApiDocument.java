package io.mullama.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the routes of a server as OpenAPI 3.1 has it. For one thread, and one document. */
public final class OpenApiDocument {
    private static final Pattern VARIABLE = Pattern.compile(":([a-z]+)");
    private static final String SCHEMAS = "#/components/schemas/";

    private final ObjectNode document = Json.object();
    private final ObjectNode schemas = Json.object();

    /** By templates without names: OpenAPI takes {@code /a/{x}} and {@code /a/{y}} for the same. */
    private final Map<String, ObjectNode> paths = new HashMap<>();

    private record Described(DialectDocs dialect, RouteDoc doc) {}

    private OpenApiDocument() {}

    /**
     * The document.
     *
     * @param version the server's
     * @param routes those that are served, in the order of the document
     * @param dialects what is known of them; a route that nobody describes has its method and path alone
     */
    public static ObjectNode of(String version, List<Route> routes, List<DialectDocs> dialects) {
        return new OpenApiDocument().describe(version, routes, dialects);
    }

    /** The same as JSON in UTF-8. */
    public static byte[] bytes(String version, List<Route> routes, List<DialectDocs> dialects) {
        return Json.bytes(of(version, routes, dialects));
    }

    /** The routes that nobody describes. */
    public static List<Route> undescribed(List<Route> routes, List<DialectDocs> dialects) {
        return routes.stream().filter(route -> find(route, dialects).isEmpty()).toList();
    }

    private static Optional<Described> find(Route route, List<DialectDocs> dialects) {
        return dialects.stream()
                .flatMap(dialect -> dialect.routes().stream().map(doc -> new Described(dialect, doc)))
                .filter(each -> each.doc.method().equals(route.method())
                        && unnamed(each.doc.path()).equals(unnamed(route.path())))
                .findFirst();
    }

    private ObjectNode describe(String version, List<Route> routes, List<DialectDocs> dialects) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "mullama")
                .put("summary", "Large language models on one's own machine")
                .put("version", version);
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tags = document.putArray("tags");
        dialects.forEach(dialect -> tags.addObject().put("name", dialect.name()));
        ObjectNode all = document.putObject("paths");
        for (Route route : routes) {
            pathItem(all, route.path()).set(route.method().toLowerCase(Locale.ROOT), operation(route, dialects));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        ObjectNode schemes = components.putObject("securitySchemes");
        scheme(schemes, "key", "http").put("scheme", "bearer");
        scheme(schemes, "header", "apiKey").put("in", "header").put("name", "x-api-key");
        // None is needed where it was given none.
        ArrayNode security = document.putArray("security");
        security.addObject();
        schemes.fieldNames().forEachRemaining(name -> security.addObject().putArray(name));
        return document;
    }

    private static ObjectNode scheme(ObjectNode schemes, String name, String type) {
        return schemes.putObject(name).put("type", type).put("description", "Where the daemon was given keys");
    }

    private ObjectNode pathItem(ObjectNode all, String path) {
        return paths.computeIfAbsent(
                unnamed(path), absent -> all.putObject(VARIABLE.matcher(path).replaceAll("{$1}")));
    }

    private static String unnamed(String path) {
        return VARIABLE.matcher(path).replaceAll("{}");
    }

    private ObjectNode operation(Route route, List<DialectDocs> dialects) {
        ObjectNode operation = Json.object().put("operationId", id(route));
        Optional<Described> found = find(route, dialects);
        found.ifPresent(each ->
                operation.put("summary", each.doc.summary()).putArray("tags").add(each.dialect.name()));
        List<ObjectNode> parameters = parameters(route, found);
        if (!parameters.isEmpty()) {
            operation.putArray("parameters").addAll(parameters);
        }
        found.flatMap(each -> each.doc.request()).ifPresent(request -> operation.set("requestBody", body(request)));
        ObjectNode responses = operation.putObject("responses");
        responses.set("200", found.map(each -> answer(each.doc)).orElseGet(() -> described("Success")));
        found.ifPresent(each -> responses.set("default", error(each.dialect)));
        return operation;
    }

    /** {@code postApiModelsNameUnload}. */
    private static String id(Route route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        Arrays.stream(route.path().split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .forEach(word ->
                        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word, 1, word.length()));
        return id.toString();
    }

    private List<ObjectNode> parameters(Route route, Optional<Described> found) {
        List<ObjectNode> parameters = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(nameOfPath(route.path()));
        if (variable.find()) {
            parameters.add(parameter(variable.group(1), "path").put("required", true));
        }
        found.ifPresent(each -> each.doc
                .query()
                .forEach(query ->
                        parameters.add(parameter(query.name(), "query").put("description", query.description()))));
        return parameters;
    }

    /** The path by which it stands in the document, whose variable may have another name. */
    private String nameOfPath(String path) {
        for (Map.Entry<String, JsonNode> each : document.get("paths").properties()) {
            if (each.getKey().replaceAll("\\{[a-z]+}", "{}").equals(unnamed(path))) {
                return each.getKey().replaceAll("\\{([a-z]+)}", ":$1");
            }
        }
        return path;
    }

    private static ObjectNode parameter(String name, String in) {
        ObjectNode parameter = Json.object().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private ObjectNode body(RouteDoc.Request request) {
        ObjectNode example = (ObjectNode) Json.literal(request.example());
        if (!schemas.has(request.name())) {
            ObjectNode schema = RequestSchema.of(request.reader(), example);
            for (Map.Entry<String, JsonNode> each :
                    Json.literal(request.defaults()).properties()) {
                schema.withObject("/properties/" + each.getKey()).set("default", each.getValue());
            }
            schemas.set(request.name(), schema);
        }
        ObjectNode body = Json.object().put("required", true);
        body.putObject("content").set("application/json", content(request.name(), example));
        return body;
    }

    private ObjectNode answer(RouteDoc doc) {
        ObjectNode response = described("Success");
        ObjectNode content = response.putObject("content");
        RouteDoc.Answer answer = doc.answer();
        if (answer.name().isEmpty()) {
            content.putObject(answer.type())
                    .put("example", answer.example())
                    .putObject("schema")
                    .put("type", "string");
            return response;
        }
        JsonNode example = Json.literal(answer.example());
        if (!schemas.has(answer.name())) {
            schemas.set(answer.name(), warned(doc, AnswerSchema.of(example)));
        }
        content.set(answer.type(), content(answer.name(), example));
        doc.streamed()
                .ifPresent(type -> content.putObject(type).putObject("schema").put("type", "string"));
        return response;
    }

    /** An answer to what somebody wrote may say what of it was not understood. */
    private static ObjectNode warned(RouteDoc doc, ObjectNode schema) {
        boolean asked = doc.request().isPresent() || !doc.query().isEmpty();
        if (asked && schema.get("properties") instanceof ObjectNode fields && !fields.has("warnings")) {
            fields.putObject("warnings").put("type", "array").putObject("items").put("type", "string");
        }
        return schema;
    }

    private ObjectNode error(DialectDocs dialect) {
        JsonNode example = Json.literal(dialect.errorExample());
        if (!schemas.has(dialect.errorName())) {
            schemas.set(dialect.errorName(), AnswerSchema.of(example));
        }
        ObjectNode response = described("Failure");
        response.putObject("content").set("application/json", content(dialect.errorName(), example));
        return response;
    }

    private static ObjectNode content(String schema, JsonNode example) {
        ObjectNode content = Json.object();
        content.putObject("schema").put("$ref", SCHEMAS + schema);
        content.set("example", example);
        return content;
    }

    private static ObjectNode described(String text) {
        return Json.object().put("description", text);
    }
}
