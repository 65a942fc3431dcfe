package io.mullama.hub;

import io.mullama.hub.FakeRepository.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All repositories, and who may see what of them. Thread-safe. */
final class FakeRepositories {
    private final Map<String, FakeRepository> byName = new ConcurrentSkipListMap<>();
    private final Map<String, String> renames = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile boolean tokenRequired;

    FakeRepository named(String name) {
        return byName.computeIfAbsent(name, FakeRepository::new);
    }

    void renamed(String from, String to) {
        renames.put(from, to);
    }

    void account(String token) {
        tokens.add(token);
    }

    void requireToken() {
        tokenRequired = true;
    }

    /** Those that this account may see. */
    Collection<FakeRepository> visible(FakeExchange exchange) {
        return byName.values().stream()
                .filter(repository -> !repository.isPrivate() || known(exchange))
                .toList();
    }

    Optional<FakeRepository> find(FakeExchange exchange) {
        return Optional.ofNullable(byName.get(exchange.repository()))
                .filter(repository -> !repository.isPrivate() || known(exchange));
    }

    Optional<Snapshot> snapshot(FakeExchange exchange) {
        return find(exchange).flatMap(repository -> repository.at(exchange.revision()));
    }

    /** Why the hub does not answer what it was asked, in the order in which the real one looks. */
    Optional<FakeAnswer> refusal(FakeExchange exchange) {
        Optional<String> token = token(exchange);
        if (token.isPresent() && !known(exchange)) {
            return Optional.of(error(401, "", "Invalid credentials in Authorization header"));
        }
        if (tokenRequired && token.isEmpty()) {
            return Optional.of(noLogin());
        }
        if (exchange.repository().isEmpty()) {
            return Optional.empty();
        }
        return moved(exchange).or(() -> missing(exchange)).or(() -> gate(exchange));
    }

    static FakeAnswer error(int status, String code, String message) {
        FakeAnswer answer = FakeAnswer.text(status, "{\"error\":\"" + message + "\"}")
                .with("Content-Type", "application/json; charset=utf-8")
                .with("X-Error-Message", message);
        return code.isEmpty() ? answer : answer.with("X-Error-Code", code);
    }

    private static FakeAnswer noLogin() {
        return error(401, "RepoNotFound", "Invalid username or password.")
                .with("WWW-Authenticate", "Bearer realm=\"Authentication required\", charset=\"UTF-8\"");
    }

    private Optional<FakeAnswer> moved(FakeExchange exchange) {
        return Optional.ofNullable(renames.get(exchange.repository()))
                .map(name -> FakeAnswer.redirect(307, exchange.address().replaceFirst(exchange.repository(), name)));
    }

    private Optional<FakeAnswer> missing(FakeExchange exchange) {
        Optional<FakeRepository> repository = find(exchange);
        if (repository.isEmpty()) {
            return Optional.of(known(exchange) ? error(404, "RepoNotFound", "Repository not found") : noLogin());
        }
        return repository.get().at(exchange.revision()).isPresent()
                ? Optional.empty()
                : Optional.of(error(404, "RevisionNotFound", "Invalid rev id: " + exchange.revision()));
    }

    private Optional<FakeAnswer> gate(FakeExchange exchange) {
        boolean files = List.of(RequestKind.RESOLVE, RequestKind.SMALL_FILE).contains(exchange.kind());
        Optional<FakeRepository> repository =
                find(exchange).filter(found -> files && found.gated().isPresent());
        if (repository.isEmpty()
                || token(exchange).map(repository.get()::grantedTo).orElse(false)) {
            return Optional.empty();
        }
        String restricted = "Access to model " + exchange.repository() + " is restricted";
        return Optional.of(
                known(exchange)
                        ? error(403, "GatedRepo", restricted + " and you are not in the authorized list.")
                        : error(401, "GatedRepo", restricted + ". You must be authenticated to access it."));
    }

    private boolean known(FakeExchange exchange) {
        return token(exchange).map(tokens::contains).orElse(false);
    }

    private static Optional<String> token(FakeExchange exchange) {
        return exchange.header("Authorization").map(value -> value.replaceFirst("^Bearer +", ""));
    }
}
