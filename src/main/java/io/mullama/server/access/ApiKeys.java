package io.mullama.server.access;

import io.mullama.server.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that requests may show, of which only the digests are kept. Immutable. */
public final class ApiKeys {
    private static final String BEARER = "Bearer ";

    /** Names and digests. */
    private final List<Map.Entry<String, byte[]>> keys = new ArrayList<>();

    /** Takes keys by their names. */
    public ApiKeys(Map<String, String> keys) {
        keys.forEach((name, key) -> this.keys.add(Map.entry(name, digest(key))));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The name of the key that a request shows; empty where it shows none of these. */
    public Optional<String> shownBy(HttpRequest request) {
        Stream<String> bearer = request.header("Authorization").stream()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return Stream.concat(bearer, request.header("x-api-key").stream())
                .flatMap(key -> nameOf(key).stream())
                .findFirst();
    }

    /** The name of a key; takes as long whichever it is, and for one that there is not. */
    Optional<String> nameOf(String key) {
        byte[] shown = digest(key);
        Optional<String> name = Optional.empty();
        for (Map.Entry<String, byte[]> known : keys) {
            if (MessageDigest.isEqual(known.getValue(), shown)) {
                name = Optional.of(known.getKey());
            }
        }
        return name;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
