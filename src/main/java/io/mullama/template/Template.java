package io.mullama.template;

import io.mullama.template.runtime.Interpreter;
import io.mullama.template.syntax.Parser;
import io.mullama.template.syntax.Source;
import io.mullama.template.syntax.Statement;
import io.mullama.template.syntax.SyntaxException;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed chat template. Immutable: any number of threads may render it at once.
 *
 * <p>The language is that of Python's Jinja2 as Hugging Face's Transformers sets it up: {@code trim_blocks},
 * {@code lstrip_blocks}, loop controls, its own {@code tojson}, {@code raise_exception} and {@code strftime_now}.
 */
public final class Template {
    private final Source source;
    private final List<Statement> program;

    private Template(Source source, List<Statement> program) {
        this.source = source;
        this.program = program;
    }

    /**
     * Parses a template.
     *
     * @param name what error messages call it
     * @throws TemplateException where the source is no template
     */
    public static Template parse(String name, String text) {
        Source source = new Source(name, "");
        try {
            source = Source.of(name, text);
            return new Template(source, Parser.parse(source));
        } catch (SyntaxException e) {
            throw failure(source, e.offset(), e.getMessage(), false);
        } catch (Failure e) {
            throw failure(source, 0, e.getMessage(), false);
        }
    }

    /**
     * Renders the template.
     *
     * @param context null, {@link Boolean}, numbers, {@link String} (which is input), {@link TemplateText} (which is
     *     not), and lists and maps of these; nothing in it changes
     * @throws TemplateException where the template fails, refuses its input, or exceeds the limits
     * @throws IllegalArgumentException where the context holds anything else
     */
    public Rendered render(Map<String, ? extends @Nullable Object> context, RenderOptions options) {
        Limits limits = options.limits();
        Budget budget = new Budget(limits.steps(), limits.characters(), limits.textLength(), limits.depth());
        Interpreter interpreter = new Interpreter(budget, options.clock());
        try {
            return Rendered.of(interpreter.run(program, new ContextValues(budget).variables(context)));
        } catch (Failure e) {
            throw failure(source, interpreter.offset(), e.getMessage(), e.isRaised());
        } catch (StackOverflowError e) {
            // The depth is limited, but what is left of the stack is the caller's. Nothing outlives the render.
            throw failure(source, interpreter.offset(), "the stack is too small for this template", false);
        }
    }

    private static TemplateException failure(Source source, int offset, String reason, boolean raised) {
        Source.Position position = source.position(offset);
        return new TemplateException(source.name(), position.line(), position.column(), reason, raised);
    }
}
