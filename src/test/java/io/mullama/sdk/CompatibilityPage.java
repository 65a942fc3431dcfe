package io.mullama.sdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the compatibility page from what tests of clients have shown. For one thread. */
final class CompatibilityPage {
    private static final String INTRODUCTION = """
            # Compatibility

            What clients of other APIs find here. This page is written by the build: the clients' tests run against a real
            daemon with `tiny` and every byte between them is recorded; what the tests that passed have sent and read is what
            stands here, and `mvn verify` fails where the page says anything else (`-Dupdate.generated=true` writes it anew).

            - *works*: a client's test has sent the field, and was answered without a warning
            - *accepted, without effect*: what it asks for has no meaning on a machine of one's own
            - *ignored, with a warning*: the answer's `warnings` name it
            - *refused*: an error names it

            Fields below a user's own JSON (schemas, arguments, metadata) are not listed. A field that is not here is taken
            like any that is not known: ignored, with a warning.
            """;

    private final List<SdkResult> results;
    private final List<ClientsOfDialects.Listed> clients;
    private final List<StatedField> stated;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private CompatibilityPage(
            List<SdkResult> results, List<ClientsOfDialects.Listed> clients, List<StatedField> stated) {
        this.results = results;
        this.clients = clients;
        this.stated = stated;
    }

    /** The page of these results of these clients. */
    static String of(List<SdkResult> results, List<ClientsOfDialects.Listed> clients, List<StatedField> stated) {
        CompatibilityPage page = new CompatibilityPage(results, clients, stated);
        for (Dialect dialect : Dialect.values()) {
            if (clients.stream().anyMatch(client -> client.dialect() == dialect)) {
                page.add(dialect);
            }
        }
        return page.page.toString();
    }

    /** As the last run of the tests and the files have it. */
    static String ofThisBuild() throws IOException {
        return of(SdkResults.all(), ClientsOfDialects.all(), StatedField.all());
    }

    private void add(Dialect dialect) {
        List<ClientsOfDialects.Listed> ours =
                clients.stream().filter(client -> client.dialect() == dialect).toList();
        SortedMap<String, RouteReport> routes = routes(dialect);
        page.append("\n## ").append(dialect.title()).append("\n\n");
        addShown(ours);
        addRoutes(ours, routes);
        addAbsences(ours);
        routes.values().forEach(route -> page.append(route.text()));
    }

    private SortedMap<String, RouteReport> routes(Dialect dialect) {
        SortedMap<String, RouteReport> routes = new TreeMap<>();
        for (SdkResult result : results) {
            if (result.client().dialect() == dialect) {
                for (RouteUse use : result.uses()) {
                    routes.computeIfAbsent(use.route(), RouteReport::new).add(result, use);
                }
            }
        }
        stated.stream()
                .filter(field -> field.dialect() == dialect)
                .forEach(field ->
                        routes.computeIfAbsent(field.route(), RouteReport::new).add(field));
        return routes;
    }

    private void addShown(List<ClientsOfDialects.Listed> ours) {
        addHead("Client", ours, this::nameAndVersion);
        for (Shown what : Shown.values()) {
            if (ours.stream().anyMatch(client -> client.dialect().has(what))) {
                addRow(what.words(), ours, client -> shown(client).contains(what) ? "yes" : "-");
            }
        }
    }

    private void addRoutes(List<ClientsOfDialects.Listed> ours, Map<String, RouteReport> routes) {
        page.append('\n');
        addHead("Route", ours, client -> "`" + client.name() + "`");
        routes.values()
                .forEach(route ->
                        addRow("`" + route.name() + "`", ours, client -> route.isUsedBy(client.name()) ? "yes" : "-"));
    }

    private void addAbsences(List<ClientsOfDialects.Listed> ours) {
        List<String> lines = new ArrayList<>();
        ours.forEach(client -> client.without()
                .forEach((what, why) -> lines.add("`" + client.name() + "` and " + what.words() + ": " + why)));
        if (!lines.isEmpty()) {
            page.append('\n');
            lines.forEach(line -> page.append("- ").append(line).append(".\n"));
        }
    }

    private void addHead(String first, List<ClientsOfDialects.Listed> ours, Cell cell) {
        addRow(first, ours, cell);
        page.append("|---".repeat(ours.size() + 1)).append("|\n");
    }

    private void addRow(String first, List<ClientsOfDialects.Listed> ours, Cell cell) {
        String cells = ours.stream().map(cell::of).collect(Collectors.joining(" | "));
        page.append("| ").append(first).append(" | ").append(cells).append(" |\n");
    }

    /** What a table says of a client. */
    @FunctionalInterface
    private interface Cell {
        String of(ClientsOfDialects.Listed client);
    }

    private String nameAndVersion(ClientsOfDialects.Listed client) {
        return results.stream()
                .map(SdkResult::client)
                .filter(found -> found.name().equals(client.name()))
                .map(found -> "`" + found.name() + "` " + found.version())
                .findFirst()
                .orElse("`" + client.name() + "`");
    }

    private Set<Shown> shown(ClientsOfDialects.Listed client) {
        Set<Shown> shown = EnumSet.noneOf(Shown.class);
        results.stream()
                .filter(result -> result.client().name().equals(client.name()))
                .forEach(result -> shown.addAll(result.shows()));
        return shown;
    }
}
