package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the engine with the recorded output of Jinja2 on snippets of the language: {@code units.json} came with the
 * golden templates, {@code snippets.json} was made the same way to reach every filter, method and format.
 */
class LanguageTest {
    @ParameterizedTest
    @ValueSource(strings = {"units.json", "snippets.json"})
    void printsSnippetsAsJinja2Does(String file) {
        JsonNode units = GoldenRows.read(Objects.requireNonNull(LanguageTest.class.getResourceAsStream(file)));
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
