package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares the engine with the recorded output of Jinja2 on snippets of the language. */
class LanguageTest {
    @Test
    void printsSnippetsAsJinja2Does() {
        JsonNode units = GoldenRows.read(Objects.requireNonNull(LanguageTest.class.getResourceAsStream("units.json")));
        Map<String, Object> context = GoldenRows.context(units.get("context"));
        List<String> differences = new ArrayList<>();
        for (JsonNode row : units.get("rows")) {
            String source = row.get("template").asText();
            String outcome = GoldenRows.outcome(source, context);
            String difference = GoldenRows.difference(row, outcome);
            if (!difference.isEmpty()) {
                differences.add(source + "\n  got: " + outcome + "\n  " + difference);
            }
        }
        assertThat(differences).as("snippets that differ").isEmpty();
    }
}
