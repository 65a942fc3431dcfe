package io.mullama.modelfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import io.mullama.model.ModelRecipe.Parameter;
import io.mullama.model.ModelRecipe.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelfileWriterTest {
    private static final String[] PARTS = {
        "\"",
        "\"\"\"",
        "\n",
        " ",
        "\t",
        "#",
        "<<END",
        "END",
        "\nEND\n",
        "\nEND2\n",
        "word",
        "schön",
        "😀",
        "\\",
        "'",
        "{{ .System }}",
        "<<SYS>>",
        "\u00A0",
        "FROM x",
        "\u0001"
    };

    @Test
    void aModelfileIsWrittenInItsUsualForm() {
        Modelfile file = new Modelfile(
                "./model.gguf",
                Optional.of(new Digest("a".repeat(64))),
                List.of(new AdapterReference("./lora.gguf", 0.5f)),
                Optional.of("./mmproj.gguf"),
                new ModelRecipe(
                        List.of(new Parameter("temperature", "0.7"), new Parameter("stop", "<|end|>")),
                        "{{ .Prompt }}",
                        "Be \"brief\".",
                        List.of(new Turn("user", "hi")),
                        List.of("MIT"),
                        new ModelRecipe.Traits("me", "on", "hermes", List.of("tools", "vision"), -1, false)),
                List.of("line 1: x"));

        assertThat(file.text()).isEqualTo("""
                FROM ./model.gguf
                DIGEST sha256:%s
                ADAPTER "./lora.gguf" 0.5
                VISION_PROJECTOR ./mmproj.gguf
                GPU_LAYERS auto
                FLASH_ATTENTION off
                THINKING on
                TOOLFORMAT hermes
                CAPABILITY tools vision
                AUTHOR me
                PARAMETER temperature 0.7
                PARAMETER stop "<|end|>"
                TEMPLATE \"""{{ .Prompt }}\"""
                SYSTEM \"""Be "brief".\"""
                MESSAGE user hi
                LICENSE MIT
                """.formatted("a".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "\"",
                "\"\"",
                "\"\"\"",
                "a\"",
                "a\"\nb",
                "a\"\"\"\nb",
                "\"\"\"a\"\"\"\nb\"\n",
                "<<END",
                "a\"\"\"\nEND\nEND2\nb",
                "END\n\"\"\"\nEND",
                "# x",
                "a\"\"\" ",
                "\"\"\"\n",
                "\"a\nb\"\"\"\n\n"
            })
    void aTextReadsBackWhateverItHolds(String system) {
        assertReadsBack(
                new ModelRecipe(List.of(), null, system, List.of(), List.of(), ModelRecipe.Traits.NONE),
                "for " + system);
    }

    @Test
    void lineEndsBecomeOne() {
        ModelRecipe recipe =
                new ModelRecipe(List.of(), null, "a\r\nb\rc", List.of(), List.of(), ModelRecipe.Traits.NONE);

        assertThat(Modelfile.parse(Modelfile.of("tiny", recipe).text()).recipe().system())
                .isEqualTo("a\nb\nc");
    }

    @Test
    void randomRecipesReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            Supplier<String> text = () -> text(random);
            ModelRecipe recipe = new ModelRecipe(
                    parameters(random),
                    random.nextBoolean() ? null : text.get(),
                    random.nextBoolean() ? null : random.nextInt(5) == 0 ? "" : text.get(),
                    several(
                            random,
                            () -> new Turn(
                                    List.of("system", "user", "assistant").get(random.nextInt(3)), text.get())),
                    several(random, text),
                    traits(random));
            assertReadsBack(recipe, "seed " + seed + ", recipe " + i);
        }
    }

    @Test
    void randomFilesReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            Modelfile file = new Modelfile(
                    line(random),
                    random.nextBoolean() ? Optional.empty() : Optional.of(new Digest("b".repeat(64))),
                    several(random, () -> new AdapterReference(line(random), random.nextInt(9) / 4f)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(line(random)),
                    ModelRecipe.NONE,
                    List.of());
            assertThat(Modelfile.parse(file.text()))
                    .as("seed %d, file %d", seed, i)
                    .isEqualTo(file);
        }
    }

    private static void assertReadsBack(ModelRecipe recipe, String description) {
        Modelfile file = Modelfile.of("tiny", recipe);

        assertThat(Modelfile.parse(file.text())).as(description).isEqualTo(file);
    }

    private static List<Parameter> parameters(Random random) {
        return several(random, () -> switch (random.nextInt(4)) {
            case 0 -> new Parameter("temperature", Float.toString(random.nextFloat()));
            case 1 -> new Parameter("num_ctx", Integer.toString(1 + random.nextInt(100_000)));
            case 2 -> new Parameter("ignore_eos", Boolean.toString(random.nextBoolean()));
            default -> new Parameter("stop", text(random));
        });
    }

    private static ModelRecipe.Traits traits(Random random) {
        return new ModelRecipe.Traits(
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : "<think> </think>",
                random.nextBoolean() ? null : "hermes",
                random.nextBoolean() ? List.of() : List.of("vision", "tools"),
                random.nextBoolean() ? null : random.nextInt(100) - 1,
                random.nextBoolean() ? null : random.nextBoolean());
    }

    private static <T> List<T> several(Random random, Supplier<T> one) {
        List<T> several = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            several.add(one.get());
        }
        return several;
    }

    /** A text that is not blank. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString().isBlank() ? text + "x" : text.toString();
    }

    private static String line(Random random) {
        String line = text(random).replaceAll("[\\n\\t\\u0001]", "");
        return line.isBlank() ? "x" : line;
    }
}
