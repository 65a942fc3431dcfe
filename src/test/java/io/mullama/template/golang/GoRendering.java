package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mullama.template.Part;
import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Renders snippets for tests. Stateless. */
final class GoRendering {
    static final RenderOptions OPTIONS =
            RenderOptions.at(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

    private GoRendering() {}

    static Rendered render(String source, Map<String, ?> data) {
        return GoTemplate.parse("test", source).render(data, OPTIONS);
    }

    static String text(String source) {
        return text(source, Map.of());
    }

    static String text(String source, Map<String, ?> data) {
        return render(source, data).text();
    }

    /** The error of a snippet that cannot be parsed or rendered. */
    static TemplateException failure(String source, Map<String, ?> data) {
        return catchThrowableOfType(TemplateException.class, () -> render(source, data));
    }

    static TemplateException failure(String source) {
        return failure(source, Map.of());
    }

    /** The prompt with brackets around what is input: {@code a[b]c}. */
    static String marked(Rendered rendered) {
        StringBuilder marked = new StringBuilder();
        for (Part part : rendered.parts()) {
            marked.append(part.input() ? "[" + part.text() + "]" : part.text());
        }
        return marked.toString();
    }
}
