package io.mullama.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What all clients have shown of one route, and the page's text of it. For one thread. */
final class RouteReport {
    private final String name;
    private final SortedSet<String> clients = new TreeSet<>();
    private final SortedMap<String, SortedSet<String>> sent = new TreeMap<>();
    private final SortedSet<String> ignored = new TreeSet<>();
    private final SortedMap<String, SortedSet<String>> received = new TreeMap<>();
    private final SortedSet<String> whole = new TreeSet<>();
    private final SortedSet<String> streamed = new TreeSet<>();
    private final SortedSet<String> events = new TreeSet<>();
    private final SortedMap<Integer, SortedMap<String, SortedSet<String>>> errors = new TreeMap<>();
    private final List<StatedField> stated = new ArrayList<>();

    RouteReport(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isUsedBy(String client) {
        return clients.contains(client);
    }

    void add(StatedField field) {
        stated.add(field);
    }

    void add(SdkResult result, RouteUse use) {
        String client = result.client().name();
        clients.add(client);
        if (use.status() / 100 != 2) {
            put(errors.computeIfAbsent(use.status(), status -> new TreeMap<>()), use.received(), client);
            return;
        }
        put(sent, use.sent(), client);
        put(received, use.received(), client);
        ignored.addAll(use.ignored());
        events.addAll(use.events());
        (use.isStream() ? streamed : whole).addAll(use.received());
    }

    private static void put(SortedMap<String, SortedSet<String>> map, Collection<String> fields, String client) {
        fields.forEach(field ->
                map.computeIfAbsent(plain(field), key -> new TreeSet<>()).add(client));
        fields.stream()
                .filter(field -> !plain(field).equals(field))
                .forEach(field ->
                        map.computeIfAbsent(field, key -> new TreeSet<>()).add(client));
    }

    /** Without the value that some fields are told with. */
    private static String plain(String field) {
        return field.split(" = ", 2)[0];
    }

    /** The route's part of the page. */
    String text() {
        StringBuilder text = new StringBuilder("\n### ").append(name).append('\n');
        addRequest(text);
        addAnswer(text);
        addErrors(text);
        return text.toString();
    }

    private void addRequest(StringBuilder text) {
        SortedMap<String, String> rows = new TreeMap<>();
        fields(sent).forEach(field -> rows.put(field, row(field, sent, result(field))));
        for (StatedField field : stated) {
            rows.put(field.field(), row(field.field(), sent, field.result()));
        }
        if (!rows.isEmpty()) {
            text.append("\n| Request field | Result | Sent by |\n|---|---|---|\n");
            rows.values().forEach(row -> text.append(row).append('\n'));
        }
    }

    private String result(String field) {
        return ignored.contains(field) ? StatedField.Outcome.IGNORED.words() : StatedField.Outcome.WORKS.words();
    }

    private void addAnswer(StringBuilder text) {
        if (!events.isEmpty()) {
            text.append("\nEvents of a stream: ").append(code(events)).append(".\n");
        }
        if (!received.isEmpty()) {
            text.append("\n| Answer's field | Where | Read by |\n|---|---|---|\n");
            fields(received)
                    .forEach(field ->
                            text.append(row(field, received, where(field))).append('\n'));
        }
    }

    private String where(String field) {
        boolean inWhole = whole.stream().anyMatch(found -> plain(found).equals(field));
        boolean inStream = streamed.stream().anyMatch(found -> plain(found).equals(field));
        return inWhole && inStream ? "both" : inWhole ? "whole" : "stream";
    }

    private void addErrors(StringBuilder text) {
        errors.forEach((status, fields) -> text.append("\nError ")
                .append(status)
                .append(", with ")
                .append(code(fields(fields)))
                .append(": ")
                .append(everybody(fields.values().stream()
                        .flatMap(Collection::stream)
                        .collect(Collectors.toCollection(TreeSet::new))))
                .append(".\n"));
    }

    private String row(String field, SortedMap<String, SortedSet<String>> map, String middle) {
        String values = map.keySet().stream()
                .filter(found -> found.startsWith(field + " = "))
                .map(found -> found.substring(field.length() + 3))
                .filter(value -> !events.contains(value))
                .map(value -> "`" + value + "`")
                .collect(Collectors.joining(", "));
        return "| `" + field + "`" + (values.isEmpty() ? "" : ": " + values) + " | " + middle + " | "
                + everybody(map.getOrDefault(field, new TreeSet<>())) + " |";
    }

    private String everybody(SortedSet<String> some) {
        if (some.isEmpty()) {
            return "-";
        }
        return some.equals(clients) && some.size() > 1 ? "all" : code(some);
    }

    private static List<String> fields(SortedMap<String, SortedSet<String>> map) {
        return map.keySet().stream().filter(field -> plain(field).equals(field)).toList();
    }

    private static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
