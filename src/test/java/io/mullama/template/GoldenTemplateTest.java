package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the engine with the recorded output of Jinja2 on real chat templates. */
class GoldenTemplateTest {
    private static final Path GOLDEN = Path.of(System.getProperty("user.dir"), "..", "shared", "jinja", "golden.json");

    @BeforeAll
    static void findRecordedOutput() {
        boolean required = System.getenv("CI") != null;
        assumeTrue(required || Files.exists(GOLDEN), "the recorded output is not there");
    }

    @Test
    void rendersRealTemplatesAsJinja2Does() throws IOException {
        JsonNode golden = GoldenRows.read(Files.newInputStream(GOLDEN));
        List<String> differences = new ArrayList<>();
        for (JsonNode row : golden.get("rows")) {
            String name = row.get("template").asText();
            Map<String, Object> context = GoldenRows.context(
                    golden.get("contexts").get(row.get("context").asText()));
            String outcome =
                    GoldenRows.outcome(golden.get("templates").get(name).asText(), context);
            String difference = GoldenRows.difference(row, outcome);
            if (!difference.isEmpty()) {
                differences.add(name + " " + row.get("case") + "\n  got: " + outcome + "\n  " + difference);
            }
        }
        assertThat(differences).as("rows that differ").isEmpty();
    }
}
