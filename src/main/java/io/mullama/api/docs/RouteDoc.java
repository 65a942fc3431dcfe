package io.mullama.api.docs;

import io.mullama.api.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one route is for, and what goes over the wire. Immutable.
 *
 * @param path as routes are written: {@code /api/models/:name}
 * @param summary one line
 * @param query parameters behind the question mark
 * @param streamed the type of the answer where it is streamed
 */
public record RouteDoc(
        String method,
        String path,
        String summary,
        List<QueryParameter> query,
        Optional<Request> request,
        Answer answer,
        Optional<String> streamed) {

    public RouteDoc {
        query = List.copyOf(query);
    }

    /** A parameter behind the question mark, which may be left out. */
    public record QueryParameter(String name, String description) {}

    /**
     * A body that is sent.
     *
     * @param name of its schema
     * @param reader reads it; what the schema knows of fields it has from there
     * @param example JSON that the reader takes, with every object that may be in it
     * @param defaults JSON with what fields are where they are left out
     */
    public record Request(String name, Function<Fields, ?> reader, String example, String defaults) {}

    /**
     * A body that comes back.
     *
     * @param name of its schema
     * @param type {@code application/json}, or another
     * @param example JSON with every field, from which the schema is made; any text where the type is another
     */
    public record Answer(String name, String type, String example) {}

    private static final String JSON = "application/json";

    public static RouteDoc get(String path, String summary) {
        return of("GET", path, summary);
    }

    public static RouteDoc post(String path, String summary) {
        return of("POST", path, summary);
    }

    public static RouteDoc of(String method, String path, String summary) {
        return new RouteDoc(
                method, path, summary, List.of(), Optional.empty(), new Answer("", JSON, "{}"), Optional.empty());
    }

    /** The same with the body that it takes. */
    public RouteDoc takes(String name, Function<Fields, ?> reader, String example) {
        Request body = new Request(name, reader, example, "{}");
        return new RouteDoc(method, path, summary, query, Optional.of(body), answer, streamed);
    }

    /** The same with what fields of the body are where they are left out, as JSON. */
    public RouteDoc defaults(String defaults) {
        Optional<Request> body =
                request.map(known -> new Request(known.name(), known.reader(), known.example(), defaults));
        return new RouteDoc(method, path, summary, query, body, answer, streamed);
    }

    /** The same with the JSON that it answers. */
    public RouteDoc gives(String name, String example) {
        return new RouteDoc(method, path, summary, query, request, new Answer(name, JSON, example), streamed);
    }

    /** The same with the text that it answers. */
    public RouteDoc givesText(String type, String example) {
        return new RouteDoc(method, path, summary, query, request, new Answer("", type, example), streamed);
    }

    /** The same, which also answers piece by piece: {@code application/x-ndjson}, {@code text/event-stream}. */
    public RouteDoc streams(String type) {
        return new RouteDoc(method, path, summary, query, request, answer, Optional.of(type));
    }

    /** The same with a parameter behind the question mark. */
    public RouteDoc query(String name, String description) {
        return new RouteDoc(
                method, path, summary, List.of(new QueryParameter(name, description)), request, answer, streamed);
    }
}
