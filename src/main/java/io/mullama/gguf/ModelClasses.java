package io.mullama.gguf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What Hugging Face calls the architectures of GGUF files: {@code LlamaForCausalLM} for {@code llama}. Stateless.
 *
 * <p>Where several classes become one architecture, as Llama's and Mistral's do, it is the first one's. The list is that
 * of the classes which {@code convert_hf_to_gguf.py} of llama.cpp v0.4.0 reads.
 */
public final class ModelClasses {
    private static final String FILE = "model-classes.txt";

    /** Read when somebody first asks. */
    private static final class Known {
        static final Map<String, String> CLASSES = read();

        private static Map<String, String> read() {
            try (InputStream content = Objects.requireNonNull(ModelClasses.class.getResourceAsStream(FILE))) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split(" ", 2))
                        .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ModelClasses() {}

    /** The class of an architecture; for one that is not known, a name made of its words. */
    public static String of(String architecture) {
        String known = Known.CLASSES.get(architecture);
        return known == null ? made(architecture) : known;
    }

    private static String made(String architecture) {
        String words = Arrays.stream(architecture.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return words.isEmpty() ? architecture : words + "ForCausalLM";
    }
}
