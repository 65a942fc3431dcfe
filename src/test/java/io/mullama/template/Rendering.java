package io.mullama.template;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

/** Renders snippets for tests. Stateless. */
final class Rendering {
    private Rendering() {}

    static Rendered render(String source, Map<String, ?> context) {
        return Template.parse("test", source).render(context, GoldenRows.OPTIONS);
    }

    static String text(String source) {
        return render(source, Map.of()).text();
    }

    /** The error of a snippet that cannot be parsed or rendered. */
    static TemplateException failure(String source, Map<String, ?> context) {
        return catchThrowableOfType(TemplateException.class, () -> render(source, context));
    }

    static TemplateException failure(String source) {
        return failure(source, Map.of());
    }

    /** The parts with brackets around those that are input: {@code a[b]c}. */
    static String marked(String source, Map<String, ?> context) {
        StringBuilder marked = new StringBuilder();
        for (Part part : render(source, context).parts()) {
            marked.append(part.input() ? "[" + part.text() + "]" : part.text());
        }
        return marked.toString();
    }
}
