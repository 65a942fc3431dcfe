package io.mullama.template.golang;

import io.mullama.template.Limits;
import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import io.mullama.template.TemplateText;
import io.mullama.template.syntax.Source;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.TextBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template in the language of Go's {@code text/template}, with the functions that Ollama adds. Immutable: any
 * number of threads may render it at once.
 *
 * <p>A key that a map does not have reads as nil, as Ollama sets it up ({@code missingkey=zero}). Methods, channels,
 * function values and complex numbers are not supported, and neither are variables set in parentheses; mistakes that Go
 * prints into its output ({@code %!d(string=x)}) are errors. Reference: Go's {@code text/template} and {@code fmt}, and
 * Ollama's {@code template/template.go}.
 */
public final class GoTemplate {
    /** Real chat templates stay below 50,000 characters. */
    private static final int MAX_LENGTH = 1 << 20;

    private final Source source;
    private final Program program;
    private final Set<String> names;

    private GoTemplate(Source source, Program program) {
        this.source = source;
        this.program = program;
        this.names = Names.of(program);
    }

    /**
     * Parses a template.
     *
     * @param name what error messages call it
     * @throws TemplateException where the source is no template
     */
    public static GoTemplate parse(String name, String text) {
        Source source = new Source(name, text.replace("\r\n", "\n"));
        try {
            if (text.length() > MAX_LENGTH) {
                throw new GoSyntaxException(0, "the template is longer than " + MAX_LENGTH + " characters");
            }
            return new GoTemplate(source, Parser.parse(source.text()));
        } catch (GoSyntaxException e) {
            throw failure(source, e.offset(), e.getMessage());
        }
    }

    /**
     * Renders the template.
     *
     * @param data what the first {@code .} stands for: null, {@link Boolean}, numbers, {@link String} (which is input),
     *     {@link TemplateText} (which is not), and lists and maps of these
     * @throws TemplateException where the template fails or exceeds the limits
     * @throws IllegalArgumentException where the data hold anything else
     */
    public Rendered render(Map<String, ? extends @Nullable Object> data, RenderOptions options) {
        return render(
                options,
                (interpreter, values) -> interpreter.run(program.main(), values.mapping(data, GoValue.Layout.GO)));
    }

    /** Renders what the caller runs, all of it within one budget and into one prompt. */
    Rendered render(RenderOptions options, BiConsumer<Interpreter, Values> work) {
        Limits limits = options.limits();
        Budget budget = new Budget(limits.steps(), limits.characters(), limits.textLength(), limits.depth());
        TextBuilder out = new TextBuilder(budget);
        Interpreter interpreter = new Interpreter(program, budget, options.clock(), out);
        try {
            work.accept(interpreter, new Values(budget));
            return Rendered.of(out.build());
        } catch (Failure e) {
            throw failure(source, interpreter.offset(), e.getMessage());
        } catch (StackOverflowError e) {
            // The depth is limited, but what is left of the stack is the caller's. Nothing outlives the render.
            throw failure(source, interpreter.offset(), "the stack is too small for this template");
        }
    }

    Program program() {
        return program;
    }

    /** Whether the template goes over {@code .Messages}; otherwise it renders turn by turn. */
    public boolean usesMessages() {
        return uses("Messages");
    }

    /** Whether a field of that name occurs anywhere, in capitals or not. */
    public boolean uses(String field) {
        return names.contains(field.toLowerCase(Locale.ROOT));
    }

    private static TemplateException failure(Source source, int offset, String reason) {
        Source.Position position = source.position(offset);
        return new TemplateException(source.name(), position.line(), position.column(), reason, false);
    }
}
