package io.mullama.hub;

import io.mullama.hub.FakeRepository.Snapshot;
import io.mullama.hub.FakeSignedAddresses.Signed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the hub answers: about models, and where their files are. Thread-safe. */
final class FakeHubAnswers implements FakeHost.Routes {
    private static final int SEARCH_LIMIT = 1000;

    private final FakeRepositories repositories;
    private final FakeSignedAddresses addresses;
    private final Supplier<URI> contentHost;
    private volatile int treePage = 1000;

    FakeHubAnswers(FakeRepositories repositories, FakeSignedAddresses addresses, Supplier<URI> contentHost) {
        this.repositories = repositories;
        this.addresses = addresses;
        this.contentHost = contentHost;
    }

    void treePage(int entries) {
        treePage = entries;
    }

    @Override
    public FakeAnswer answer(FakeExchange exchange) {
        if (!List.of("GET", "HEAD").contains(exchange.method())) {
            return FakeRepositories.error(405, "", "Method not allowed");
        }
        return repositories.refusal(exchange).orElseGet(() -> switch (exchange.kind()) {
            case SEARCH -> search(exchange);
            case MODEL -> model(exchange);
            case TREE -> tree(exchange);
            case REFS -> FakeAnswer.json(200, FakeModelJson.refs(repository(exchange)));
            case RESOLVE -> file(exchange, this::resolve);
            case SMALL_FILE -> file(exchange, this::smallFile);
            case CONTENT, OTHER ->
                FakeRepositories.error(404, "", "Sorry, we can't find the page you are looking for.");
        });
    }

    private FakeAnswer search(FakeExchange exchange) {
        Map<String, String> query = exchange.query();
        String wanted = query.getOrDefault("search", "").toLowerCase(Locale.ROOT);
        List<String> filter = Arrays.stream(query.getOrDefault("filter", "").split(","))
                .filter(tag -> !tag.isEmpty())
                .toList();
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(SEARCH_LIMIT)));
        List<FakeRepository> found = repositories.visible(exchange).stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(wanted))
                .filter(one -> one.tags().containsAll(filter))
                .limit(limit)
                .toList();
        return FakeAnswer.json(200, FakeModelJson.list(found, query.containsKey("expand[]")));
    }

    private FakeAnswer model(FakeExchange exchange) {
        boolean blobs = List.of("true", "1").contains(exchange.query().getOrDefault("blobs", ""));
        return FakeAnswer.json(200, FakeModelJson.model(repository(exchange), snapshot(exchange), blobs));
    }

    private FakeAnswer tree(FakeExchange exchange) {
        boolean recursive = List.of("true", "1").contains(exchange.query().getOrDefault("recursive", ""));
        List<FakeTreeEntry> all = FakeTreeEntry.of(snapshot(exchange), exchange.file(), recursive);
        if (all.isEmpty() && !exchange.file().isEmpty()) {
            return FakeRepositories.error(404, "EntryNotFound", exchange.file() + " does not exist");
        }
        int from = Integer.parseInt(exchange.query().getOrDefault("cursor", "0"));
        int page = Integer.parseInt(exchange.query().getOrDefault("limit", Integer.toString(treePage)));
        int to = Math.min(all.size(), from + page);
        FakeAnswer answer = FakeAnswer.json(200, FakeModelJson.tree(all.subList(from, to)));
        return to == all.size() ? answer : answer.with("Link", nextPage(exchange, page, to));
    }

    private static String nextPage(FakeExchange exchange, int page, int cursor) {
        String path = exchange.address().replaceFirst("\\?.*", "");
        String recursive = exchange.query().getOrDefault("recursive", "false");
        String host =
                exchange.header("Host").or(() -> exchange.header(":authority")).orElseThrow();
        return "<" + (exchange.secure() ? "https" : "http") + "://" + host + path + "?recursive=" + recursive
                + "&limit=" + page + "&cursor=" + cursor + ">; rel=\"next\"";
    }

    /** A file of the commit, or the answer that there is none. */
    private FakeAnswer file(FakeExchange exchange, FileAnswer answer) {
        Snapshot snapshot = snapshot(exchange);
        return Optional.ofNullable(snapshot.files().get(exchange.file()))
                .map(file -> answer.to(exchange, file, snapshot))
                .orElseGet(() -> FakeRepositories.error(404, "EntryNotFound", "Entry not found"))
                .with("X-Repo-Commit", snapshot.commit());
    }

    private FakeAnswer resolve(FakeExchange exchange, FakeGitFile file, Snapshot snapshot) {
        if (!file.lfs()) {
            return FakeAnswer.redirect(307, smallFileAddress(exchange, file, snapshot));
        }
        FakeContent content = file.content();
        String address = addresses.issue(contentHost.get(), new Signed(exchange.repository(), file.path(), content));
        return FakeAnswer.redirect(302, address)
                .with("Accept-Ranges", "bytes")
                .with("X-Linked-Size", Long.toString(content.size()))
                .with("X-Linked-Etag", '"' + content.sha256() + '"');
    }

    private static String smallFileAddress(FakeExchange exchange, FakeGitFile file, Snapshot snapshot) {
        String path = Arrays.stream(file.path().split("/"))
                .map(part -> encode(part).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "/api/resolve-cache/models/" + exchange.repository() + "/" + snapshot.commit() + "/" + path + "?"
                + encode(exchange.address()) + "=&etag=" + encode('"' + file.oid() + '"');
    }

    private FakeAnswer smallFile(FakeExchange exchange, FakeGitFile file, Snapshot snapshot) {
        FakeAnswer whole = FakeAnswer.whole(200, file.content())
                .with("Content-Type", "text/plain; charset=utf-8")
                .with("Content-Disposition", "inline; filename*=UTF-8''" + encode(file.path()) + ";");
        return FakeRanges.answer(exchange, whole, '"' + file.oid() + '"');
    }

    private FakeRepository repository(FakeExchange exchange) {
        return repositories.find(exchange).orElseThrow();
    }

    private Snapshot snapshot(FakeExchange exchange) {
        return repositories.snapshot(exchange).orElseThrow();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How a file that is there is answered. */
    @FunctionalInterface
    private interface FileAnswer {
        FakeAnswer to(FakeExchange exchange, FakeGitFile file, Snapshot snapshot);
    }
}
