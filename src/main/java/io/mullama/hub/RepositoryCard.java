package io.mullama.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a hub tells of a repository beside its files. Immutable.
 *
 * @param offers what could be pulled from it
 * @param license its short name; empty where the hub has none
 * @param downloads of the last month
 * @param parameters how many the model has; 0 where the hub does not say
 * @param architecture as GGUF files have it; empty where the hub does not say
 */
public record RepositoryCard(
        Repository repository,
        List<Offer> offers,
        String license,
        long downloads,
        long likes,
        Optional<Instant> updated,
        long parameters,
        String architecture) {
    private static final String LICENSE_TAG = "license:";

    public RepositoryCard {
        offers = List.copyOf(offers);
    }

    static RepositoryCard of(Repository repository, List<Offer> offers, JsonNode json) {
        JsonNode gguf = json.path("gguf");
        return new RepositoryCard(
                repository,
                offers,
                license(json),
                json.path("downloads").asLong(),
                json.path("likes").asLong(),
                instant(json.path("lastModified").asText("")),
                gguf.path("total").asLong(),
                gguf.path("architecture").asText(""));
    }

    private static String license(JsonNode json) {
        for (JsonNode tag : json.path("tags")) {
            if (tag.asText().startsWith(LICENSE_TAG)) {
                return tag.asText().substring(LICENSE_TAG.length());
            }
        }
        return json.path("cardData").path("license").asText("");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
