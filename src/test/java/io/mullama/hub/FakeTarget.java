package io.mullama.hub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request's address names. Immutable.
 *
 * @param repository {@code ORG/REPO}, empty where none is named
 * @param revision branch, tag or commit
 * @param file path within the repository, or the digest where it names content
 */
record FakeTarget(RequestKind kind, String repository, String revision, String file, Map<String, String> query) {
    static FakeTarget of(String address, boolean contentHost) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        Map<String, String> query = query(mark < 0 ? "" : address.substring(mark + 1));
        List<String> parts = Arrays.stream(path.substring(1).split("/", -1))
                .map(part -> decode(part.replace("+", "%2B")))
                .toList();
        return contentHost ? content(parts, query) : hub(parts, query);
    }

    private static FakeTarget content(List<String> parts, Map<String, String> query) {
        boolean known = parts.size() == 2 && parts.get(0).equals("blobs");
        return new FakeTarget(
                known ? RequestKind.CONTENT : RequestKind.OTHER, "", "", parts.get(parts.size() - 1), query);
    }

    private static FakeTarget hub(List<String> parts, Map<String, String> query) {
        if (startsWith(parts, "api", "resolve-cache", "models") && parts.size() > 6) {
            return new FakeTarget(RequestKind.SMALL_FILE, repository(parts, 3), parts.get(5), rest(parts, 6), query);
        }
        if (startsWith(parts, "api", "models")) {
            return api(parts, query);
        }
        if (parts.size() > 4 && parts.get(2).equals("resolve")) {
            return new FakeTarget(RequestKind.RESOLVE, repository(parts, 0), parts.get(3), rest(parts, 4), query);
        }
        return new FakeTarget(RequestKind.OTHER, "", "", "", query);
    }

    private static FakeTarget api(List<String> parts, Map<String, String> query) {
        if (parts.size() == 2) {
            return new FakeTarget(RequestKind.SEARCH, "", "", "", query);
        }
        String repository = parts.size() > 3 ? repository(parts, 2) : "";
        String what = parts.size() > 4 ? parts.get(4) : "";
        String revision = parts.size() > 5 ? parts.get(5) : "main";
        RequestKind kind = switch (what) {
            case "", "revision" -> RequestKind.MODEL;
            case "tree" -> RequestKind.TREE;
            case "refs" -> RequestKind.REFS;
            default -> RequestKind.OTHER;
        };
        return new FakeTarget(
                repository.isEmpty() ? RequestKind.OTHER : kind, repository, revision, rest(parts, 6), query);
    }

    private static boolean startsWith(List<String> parts, String... wanted) {
        return parts.size() >= wanted.length && parts.subList(0, wanted.length).equals(List.of(wanted));
    }

    private static String repository(List<String> parts, int at) {
        return parts.get(at) + "/" + parts.get(at + 1);
    }

    private static String rest(List<String> parts, int at) {
        return parts.stream().skip(at).collect(Collectors.joining("/"));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        Arrays.stream(text.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        });
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
