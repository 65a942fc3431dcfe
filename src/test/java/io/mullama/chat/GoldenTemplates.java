package io.mullama.chat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Templates of real models, which lie beside the project. Stateless. */
final class GoldenTemplates {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
    static final SpecialTokens TOKENS = new SpecialTokens("<s>", "</s>");

    private static final Path GOLDEN = Path.of(System.getProperty("user.dir"), "..", "shared", "jinja", "golden.json");

    private GoldenTemplates() {}

    /** Their sources by the names of their files; where they are missing the test is skipped, but for CI. */
    static Map<String, String> sources() {
        assumeTrue(System.getenv("CI") != null || Files.exists(GOLDEN), "the templates are not there");
        try {
            JsonNode templates = new ObjectMapper().readTree(GOLDEN.toFile()).get("templates");
            Map<String, String> sources = new TreeMap<>();
            templates
                    .properties()
                    .forEach(template -> sources.put(
                            template.getKey().replace(".jinja", ""),
                            template.getValue().asText()));
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them. */
    static ChatTemplate template(String name) {
        String source = sources().get(name);
        if (source == null) {
            throw new IllegalArgumentException("there is no template " + name);
        }
        return ChatTemplate.of(name, Optional.of(source), CLOCK);
    }
}
