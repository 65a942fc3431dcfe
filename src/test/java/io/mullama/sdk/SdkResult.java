package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A test of a client that has passed, and what it did on the wire. Immutable.
 *
 * @param test the class and the test
 */
record SdkResult(Client client, String test, Set<Shown> shows, List<RouteUse> uses) {

    /** The result of a test that has had these exchanges. */
    static SdkResult of(Client client, String test, Set<Shown> shows, Collection<WireExchange> exchanges) {
        return new SdkResult(client, test, shows, uses(shows, exchanges));
    }

    /** A library in some version. */
    record Client(Dialect dialect, String name, String version) {}

    private static List<RouteUse> uses(Set<Shown> shows, Collection<WireExchange> exchanges) {
        List<RouteUse> uses = RouteUse.of(exchanges);
        return shows.contains(Shown.CANCELLATION)
                ? uses.stream().map(RouteUse::sentOnly).toList()
                : uses;
    }

    /** As one line. */
    String toLine() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("client", client.name)
                .put("version", client.version)
                .put("dialect", client.dialect.name())
                .put("test", test);
        shows.forEach(shown -> json.withArray("shows").add(shown.name()));
        uses.forEach(use -> json.withArray("uses").add(use.toJson()));
        return json.toString();
    }

    static SdkResult ofLine(String line) throws IOException {
        JsonNode json = new JsonMapper().readTree(line);
        Client client = new Client(
                Dialect.valueOf(json.get("dialect").asText()),
                json.get("client").asText(),
                json.get("version").asText());
        Set<Shown> shows = EnumSet.noneOf(Shown.class);
        json.path("shows").forEach(shown -> shows.add(Shown.valueOf(shown.asText())));
        List<RouteUse> uses = new ArrayList<>();
        json.path("uses").forEach(use -> uses.add(RouteUse.fromJson(use)));
        return new SdkResult(client, json.get("test").asText(), shows, uses);
    }
}
