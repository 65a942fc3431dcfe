package io.mullama.template;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.template.golang.OllamaConversation;
import io.mullama.template.golang.OllamaMessage;
import io.mullama.template.golang.OllamaTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Broken templates: each is an error with a place, or renders, and does so within its limits. */
class TemplateFuzzTest {
    private static final Path GOLDEN = Path.of(System.getProperty("user.dir"), "..", "shared", "jinja", "golden.json");
    private static final int ROUNDS = 3_000;

    /** A template's text may loop where a mutation made it so; the limits for real ones are a hundred times wider. */
    private static final RenderOptions OPTIONS =
            new RenderOptions(Clock.systemUTC(), new Limits(200_000, 1_000_000, 1_000_000, 200));

    private static final List<String> PIECES = List.of(
            "{%",
            "%}",
            "{{",
            "}}",
            "{#",
            "#}",
            "{%-",
            "-%}",
            "if",
            "endif",
            "for",
            "in",
            "endfor",
            "macro",
            "set",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "\\",
            "|",
            ".",
            ",",
            ":",
            "~",
            "+",
            "**",
            "%",
            "//",
            "-1",
            "10 ** 9",
            "loop",
            "messages",
            "not",
            "else",
            "elif",
            "recursive",
            "caller",
            "\0",
            "\uD800",
            "🏔",
            "range .Messages",
            "end",
            "define \"x\"",
            "template \"x\" .",
            "$",
            "block");

    private static final String GO = "{{- range $i, $m := .Messages }}{{ if eq .Role \"user\" }}<|user|>{{ .Content }}"
            + "{{ else if .ToolCalls }}{{ range .ToolCalls }}{{ json .Function }}{{ end }}{{ end }}{{ end }}"
            + "{{ define \"x\" }}{{ printf \"%s %d\" .System (len .Messages) }}{{ end }}{{ template \"x\" . }}"
            + "{{ with .Tools }}{{ slice . 0 1 }}{{ end }}{{ and .System (or .Response \"b\") | html }}";

    private static String mutated(String source, Random random) {
        StringBuilder text = new StringBuilder(source);
        for (int change = random.nextInt(4); change >= 0 && text.length() > 1; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    private static void run(String seed, Runnable render) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    try {
                        render.run();
                    } catch (TemplateException e) {
                        // What is expected of most of them.
                    }
                },
                seed);
    }

    @Test
    void brokenJinjaIsAnErrorAndNothingElse() throws IOException {
        assumeTrue(System.getenv("CI") != null || Files.exists(GOLDEN), "the templates are not there");
        JsonNode golden = GoldenRows.read(Files.newInputStream(GOLDEN));
        List<String> sources = new ArrayList<>();
        golden.get("templates").forEach(source -> sources.add(source.asText()));
        List<Map<String, Object>> contexts = new ArrayList<>();
        golden.get("contexts").forEach(context -> contexts.add(GoldenRows.context(context)));
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            String source = mutated(sources.get(random.nextInt(sources.size())), random);
            Map<String, Object> context = contexts.get(random.nextInt(contexts.size()));
            run("seed " + (seed + round), () -> Template.parse("fuzz", source).render(context, OPTIONS));
        }
    }

    @Test
    void brokenGoIsAnErrorAndNothingElse() {
        OllamaConversation conversation = new OllamaConversation(
                List.of(new OllamaMessage("system", "Be brief."), new OllamaMessage("user", "Hi")));
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            String source = mutated(GO, new Random(seed + round));
            run(
                    "seed " + (seed + round),
                    () -> OllamaTemplate.parse("fuzz", source).render(conversation, OPTIONS));
        }
    }
}
