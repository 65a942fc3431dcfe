package io.mullama.modelfile;

import io.mullama.model.ModelRecipe;
import java.util.List;
import java.util.Set;

/** Writes a Modelfile in its usual form, each text with the quotes that it needs. For one thread. */
final class ModelfileWriter {
    private static final String TRIPLE_QUOTES = "\"\"\"";
    private static final int ALL_LAYERS = -1;

    private final StringBuilder text = new StringBuilder();

    String write(Modelfile file) {
        instruction("FROM", plain(file.from()));
        file.digest().ifPresent(digest -> instruction("DIGEST", digest.toString()));
        file.adapters().forEach(this::adapter);
        file.projector().ifPresent(path -> instruction("VISION_PROJECTOR", plain(path)));
        ModelRecipe recipe = file.recipe();
        traits(recipe.traits());
        recipe.parameters().forEach(each -> instruction("PARAMETER", each.name() + " " + parameter(each)));
        if (recipe.template() != null) {
            instruction("TEMPLATE", block(recipe.template()));
        }
        if (recipe.system() != null) {
            instruction("SYSTEM", block(recipe.system()));
        }
        recipe.messages().forEach(turn -> instruction("MESSAGE", turn.role() + " " + plain(turn.content())));
        recipe.licenses().forEach(license -> instruction("LICENSE", plain(license)));
        return text.toString();
    }

    private void adapter(AdapterReference adapter) {
        String scale = adapter.scale() == 1 ? "" : " " + adapter.scale();
        // Quotes that begin a path would make three of one.
        String quotes = adapter.path().startsWith("\"") ? TRIPLE_QUOTES : "\"";
        instruction("ADAPTER", quotes + adapter.path() + quotes + scale);
    }

    private void traits(ModelRecipe.Traits traits) {
        if (traits.gpuLayers() != null) {
            instruction(
                    "GPU_LAYERS",
                    traits.gpuLayers() == ALL_LAYERS
                            ? "auto"
                            : traits.gpuLayers().toString());
        }
        if (traits.flashAttention() != null) {
            instruction("FLASH_ATTENTION", traits.flashAttention() ? "on" : "off");
        }
        if (traits.thinking() != null) {
            instruction("THINKING", traits.thinking());
        }
        if (traits.toolFormat() != null) {
            instruction("TOOLFORMAT", traits.toolFormat());
        }
        if (!traits.capabilities().isEmpty()) {
            instruction("CAPABILITY", String.join(" ", traits.capabilities()));
        }
        if (traits.author() != null) {
            instruction("AUTHOR", plain(traits.author()));
        }
    }

    private void instruction(String keyword, String argument) {
        text.append(keyword).append(' ').append(argument).append('\n');
    }

    /** Texts in quotes, so that one sees where they end; numbers without. */
    private static String parameter(ModelRecipe.Parameter parameter) {
        String value = parameter.value();
        return ParameterRule.isText(parameter.name()) ? firstThatReadsBack(value, List.of("\"")) : plain(value);
    }

    /** As it is where that goes. */
    private static String plain(String value) {
        boolean one = !value.isEmpty()
                && value.equals(value.strip())
                && !value.contains("\n")
                && !value.contains("\r")
                && !value.startsWith("\"")
                && !ModelfileScanner.HEREDOC.matcher(value).matches();
        return one ? value : firstThatReadsBack(value, List.of("\"", TRIPLE_QUOTES));
    }

    /** Between triple quotes, as everybody writes templates and prompts. */
    private static String block(String value) {
        return value.isEmpty() ? "\"\"" : firstThatReadsBack(value, List.of(TRIPLE_QUOTES, "\""));
    }

    private static String firstThatReadsBack(String value, List<String> quotes) {
        String lines = ModelfileText.withOneLineEnd(value);
        for (String quote : quotes) {
            // A text that begins with a quote would make three of one.
            boolean unambiguous = quote.length() > 1 || !value.startsWith("\"");
            if (unambiguous && readsBack(quote + lines + quote, lines)) {
                return quote + lines + quote;
            }
        }
        Set<String> taken = Set.copyOf(lines.lines().distinct().toList());
        String word = "END";
        for (int i = 2; taken.contains(word); i++) {
            word = "END" + i;
        }
        return "<<" + word + "\n" + lines + "\n" + word;
    }

    private static boolean readsBack(String written, String value) {
        ModelfileScanner scanner = new ModelfileScanner(written);
        return scanner.value().equals(value) && !scanner.nextInstruction();
    }
}
