package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a test did with one route that ended in one status: names, never values, so that two runs say the same. Immutable.
 *
 * @param route with the method, as in {@code POST /v1/messages}
 * @param sent fields of the requests, their query's as {@code ?name}, headers of the dialect as {@code header: name}
 * @param received fields of the answers, those of all lines and events
 * @param events names of server-sent events
 * @param ignored fields that the daemon said it had ignored
 */
record RouteUse(
        String route,
        int status,
        String contentType,
        SortedSet<String> sent,
        SortedSet<String> received,
        SortedSet<String> events,
        SortedSet<String> ignored) {

    private static final Pattern IGNORED = Pattern.compile("'([^']+)'[^']* ignored");
    private static final Pattern HEADERS = Pattern.compile("(anthropic|openai)-.*|x-api-key|authorization");

    /** The uses of exchanges, each route and status once. */
    static List<RouteUse> of(Collection<WireExchange> exchanges) {
        Map<String, RouteUse> uses = new TreeMap<>();
        for (WireExchange exchange : exchanges) {
            RouteUse use = of(exchange);
            uses.merge(use.route + " " + use.status + " " + use.contentType, use, RouteUse::with);
        }
        return List.copyOf(uses.values());
    }

    private static RouteUse of(WireExchange exchange) {
        SortedSet<String> sent = FieldPaths.of(exchange.requestBody());
        exchange.requestHeaders().keySet().stream()
                .filter(name -> HEADERS.matcher(name).matches())
                .forEach(name -> sent.add("header: " + name));
        for (String parameter : exchange.query().split("&", -1)) {
            if (!parameter.isEmpty()) {
                sent.add("?" + parameter.split("=", 2)[0]);
            }
        }
        RouteUse use = new RouteUse(
                exchange.method() + " " + Routes.of(exchange.path()),
                exchange.status(),
                exchange.contentType(),
                sent,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
        use.read(exchange);
        return use;
    }

    private void read(WireExchange exchange) {
        if (exchange.isEventStream()) {
            exchange.responseBody().lines().forEach(this::readEventLine);
        } else if (exchange.isLines()) {
            exchange.responseBody().lines().forEach(this::readJson);
        } else {
            readJson(exchange.responseBody());
        }
    }

    private void readEventLine(String line) {
        if (line.startsWith("event:")) {
            events.add(line.substring("event:".length()).strip());
        } else if (line.startsWith("data:") && !line.endsWith("[DONE]")) {
            readJson(line.substring("data:".length()));
        }
    }

    private void readJson(String text) {
        received.addAll(FieldPaths.of(text));
        Matcher ignoring = IGNORED.matcher(text);
        while (text.contains("\"warnings\"") && ignoring.find()) {
            ignored.add(ignoring.group(1).replaceAll("\\[\\d+]", "[]"));
        }
    }

    private RouteUse with(RouteUse other) {
        sent.addAll(other.sent);
        received.addAll(other.received);
        events.addAll(other.events);
        ignored.addAll(other.ignored);
        return this;
    }

    boolean isStream() {
        return contentType.equals("text/event-stream") || contentType.contains("ndjson");
    }

    /** Without what was read: of an answer that was broken off, that is another part each time. */
    RouteUse sentOnly() {
        return new RouteUse(route, status, contentType, sent, new TreeSet<>(), new TreeSet<>(), ignored);
    }

    ObjectNode toJson() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("route", route).put("status", status).put("content_type", contentType);
        sent.forEach(json.putArray("sent")::add);
        received.forEach(json.putArray("received")::add);
        events.forEach(json.putArray("events")::add);
        ignored.forEach(json.putArray("ignored")::add);
        return json;
    }

    static RouteUse fromJson(JsonNode json) {
        return new RouteUse(
                json.get("route").asText(),
                json.get("status").asInt(),
                json.get("content_type").asText(),
                texts(json.get("sent")),
                texts(json.get("received")),
                texts(json.get("events")),
                texts(json.get("ignored")));
    }

    private static SortedSet<String> texts(JsonNode array) {
        SortedSet<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
