package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mullama.template.Limits;
import io.mullama.template.RenderOptions;
import io.mullama.template.TemplateException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Go templates are hostile until shown otherwise: each fails soon, with a place, and harms nobody. */
class GoLimitsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BIG_LOOP = "{{ range 1000000 }}";

    private static void assertFails(String source, String reason) {
        Map<String, Object> data = Map.of("big", "a".repeat(1_000_000), "one", List.of(1));
        TemplateException failure = assertTimeoutPreemptively(SOON, () -> GoRendering.failure(source, data));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range 9223372036854775807 }}{{ end }}",
                BIG_LOOP + BIG_LOOP + "{{ end }}{{ end }}",
                BIG_LOOP + "{{ $x := 1 }}{{ $x = 2 }}{{ end }}" + BIG_LOOP + "{{ if eq 1 1 }}{{ end }}{{ end }}"
            })
    void loopsEnd(String source) {
        assertThat(assertTimeoutPreemptively(SOON, () -> GoRendering.failure(source))
                        .reason())
                .startsWith("the template ");
    }

    @Test
    void loopsInLoopsTakeTooManySteps() {
        assertFails("{{ range 9223372036854775807 }}{{ end }}", "the template takes too many steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range 100 }}{{ $.big }}{{ end }}",
                "{{ $s := .big }}{{ range 60 }}{{ $s = print $s $s }}{{ end }}"
            })
    void textsHaveALargestLength(String source) {
        assertFails(source, "the template builds a text of more than 16000000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BIG_LOOP + "{{ $x := len $.big }}{{ end }}",
                BIG_LOOP + "{{ $x := eq $.big (print $.big) }}{{ end }}",
                BIG_LOOP + "{{ $x := html $.big }}{{ end }}",
                BIG_LOOP + "{{ $x := json $.big }}{{ end }}",
                BIG_LOOP + "{{ $x := printf \"%q\" $.big }}{{ end }}",
                BIG_LOOP + "{{ $x := index $.big 1 }}{{ end }}",
                BIG_LOOP + "{{ $x := slice $.big 1 }}{{ end }}",
                BIG_LOOP + "{{ $x := printf \"%99999d\" 1 }}{{ end }}"
            })
    void charactersArePaidFor(String source) {
        assertFails(source, "the template builds too much text");
    }

    @ParameterizedTest
    @CsvSource({"%1000000000d", "%.1000000000f", "%99999999999999999999s"})
    void formatsHaveALargestWidth(String format) {
        assertFails("{{ printf \"" + format + "\" 1.5 }}", "printf: the format is too wide");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ define \"t\" }}{{ template \"t\" . }}{{ end }}{{ template \"t\" . }}",
                "{{ define \"a\" }}{{ template \"b\" . }}{{ end }}{{ define \"b\" }}{{ template \"a\" . }}{{ end }}"
                        + "{{ template \"a\" }}",
                "{{ define \"t\" }}{{ range .one }}{{ template \"t\" $ }}{{ end }}{{ end }}{{ template \"t\" . }}"
            })
    void recursionEnds(String source) {
        assertFails(source, "maximum recursion depth exceeded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ if 1 }}; {{ end }}",
                "{{ range 1 }}; {{ end }}",
                "{{ if 0 }}{{ else }}; {{ end }}",
                "{{ block \"x\" . }}; {{ end }}"
            })
    void blocksNestOnlySoDeep(String open, String close) {
        assertFails(open.repeat(10_000) + close.repeat(10_000), "the template is nested too deeply");
    }

    @Test
    void chainsOfChoicesNestOnlySoDeep() {
        String source = "{{ if 0 }}" + "{{ else if 0 }}".repeat(10_000) + "{{ end }}";
        assertFails(source, "the template is nested too deeply");
    }

    @Test
    void parenthesesNestOnlySoDeep() {
        assertFails("{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}", "the template is nested too deeply");
    }

    @Test
    void aSourceHasALargestLength() {
        assertFails("a".repeat(2_000_000), "the template is longer than 1048576 characters");
    }

    @Test
    void manyActionsAreReadInOnePass() {
        String text = assertTimeoutPreemptively(SOON, () -> GoRendering.text("{{ 1 }}\n".repeat(100_000)));
        assertThat(text).hasSize(200_000);
    }

    @Test
    void variablesAreOnlySoMany() {
        assertFails("{{ $x := 1 }}".repeat(10_000), "the template has more than 1000 variables");
    }

    @Test
    void manyMessagesOfOneRoleAreJoinedSoon() {
        OllamaTemplate template = OllamaTemplate.parse("test", "{{ range .Messages }}{{ .Content }}{{ end }}");
        List<OllamaMessage> messages = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            messages.add(new OllamaMessage("user", "some words"));
        }
        String text = assertTimeoutPreemptively(
                SOON,
                () -> template.render(new OllamaConversation(messages), GoRendering.OPTIONS)
                        .text());
        assertThat(text).hasSize(1_199_998);
    }

    @Test
    void dataThatNestTooDeepAreRefused() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(GoRendering.failure("{{ .x }}", Map.of("x", deep)).reason())
                .isEqualTo("maximum recursion depth exceeded");
    }

    @Test
    void aSmallStackIsAnErrorOfTheTemplate() throws InterruptedException {
        Limits deep = new Limits(1_000_000, 1_000_000, 1_000_000, Integer.MAX_VALUE);
        GoTemplate template =
                GoTemplate.parse("deep", "{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}");
        List<TemplateException> failures = new ArrayList<>();
        Runnable render = () -> {
            try {
                template.render(Map.of(), new RenderOptions(Clock.systemUTC(), deep));
            } catch (TemplateException e) {
                failures.add(e);
            }
        };
        Thread thread = new Thread(null, render, "small stack", 256 * 1024);
        thread.start();
        thread.join();
        assertThat(failures)
                .extracting(TemplateException::reason)
                .containsExactly("the stack is too small for this template");
    }

    @Test
    void limitsAreTheCallers() {
        Limits few = new Limits(100, 100, 10, 20);
        GoTemplate template = GoTemplate.parse("few", "{{ printf \"%11d\" 1 }}");
        assertThatThrownBy(() -> template.render(Map.of(), new RenderOptions(Clock.systemUTC(), few)))
                .hasMessage("few:1:4: the template builds a text of more than 10 characters");
    }

    @Test
    void threadsShareNothingButTheTemplate() throws InterruptedException, ExecutionException {
        GoTemplate template = GoTemplate.parse(
                "shared",
                "{{ define \"t\" }}<{{ . }}>{{ end }}{{ $s := \"\" }}{{ range 50 }}{{ $s = print $s $.who }}{{ end }}"
                        + "{{ template \"t\" .who }}{{ len $s }}{{ json . }}");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> renders = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Map<String, Object> data = Map.of("who", "u" + i % 10);
                renders.add(threads.submit(
                        () -> template.render(data, GoRendering.OPTIONS).text()));
            }
            for (int i = 0; i < renders.size(); i++) {
                String who = "u" + i % 10;
                assertThat(renders.get(i).get()).isEqualTo("<" + who + ">100{\"who\":\"" + who + "\"}");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
