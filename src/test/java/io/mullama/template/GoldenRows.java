package io.mullama.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Runs rows of expected output that Python's Jinja2 has produced. Stateless. */
final class GoldenRows {
    static final ObjectMapper JSON = new ObjectMapper();

    /** When the expected output was made. */
    static final RenderOptions OPTIONS =
            RenderOptions.at(Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC));

    private GoldenRows() {}

    static JsonNode read(InputStream file) {
        try (file) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> context(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }

    /** What a template prints, or its error behind a mark that no template prints. */
    static String outcome(String source, Map<String, Object> context) {
        try {
            return Template.parse("golden", source).render(context, OPTIONS).text();
        } catch (TemplateException e) {
            return "\0" + (e.isRaised() ? "raised " : "error ") + e.reason();
        }
    }

    /** Why an outcome is not what a row expects; empty where it is. */
    static String difference(JsonNode row, String outcome) {
        if (row.has("expected")) {
            return outcome.equals(row.get("expected").asText()) ? "" : "expected: " + row.get("expected");
        }
        if (row.has("expected_lenient")
                && outcome.equals(row.get("expected_lenient").asText())) {
            return "";
        }
        String error = row.get("error").asText();
        boolean failed = outcome.startsWith("\0");
        boolean exact = !outcome.startsWith("\0raised ") || outcome.equals("\0raised " + error);
        return failed && exact ? "" : "expected error: " + error;
    }
}
