package io.mullama.modelfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no Modelfile, or made to exhaust its reader. */
@Timeout(60)
final class ModelfileHostileTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        byte[] model = Files.readAllBytes(Path.of("src", "main", "tiny", "tiny.gguf"));

        assertThatThrownBy(() -> Modelfile.parse(model))
                .isInstanceOf(MullamaException.class)
                .hasMessageStartingWith("the Modelfile ");
        assertThatThrownBy(() -> Modelfile.parse("FROM b\u00fcro".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("the Modelfile is not UTF-8 text");
        assertThatThrownBy(() -> Modelfile.parse("FROM a\0b"))
                .hasMessage("Modelfile line 1, column 7: a NUL character: this is no text");
    }

    @Test
    void moreThanTenMebibytesAreRefused() {
        String text = "FROM tiny\n#" + "x".repeat(10 * MIB);
        String message = "the Modelfile has %d bytes, and the most is 10485760".formatted(text.length());

        assertThatThrownBy(() -> Modelfile.parse(text)).hasMessage(message);
        assertThatThrownBy(() -> Modelfile.parse(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\"", "\t\n", "a \"\"\"", "\"\"\"\n x", "<<A\n", "#", "SYSTEM \"\n", "1 "})
    void filesMadeToTakeLongAreReadQuickly(String part) {
        String filler = part.repeat(4 * MIB / part.length());

        for (String begin : new String[] {
            "FROM x\nSYSTEM \"\"\"", "FROM ", "FROM x\nADAPTER ", "FROM x\nSYSTEM <<END\n", "", "FROM x\nTHINKING a"
        }) {
            try {
                Modelfile.parse(begin + filler);
            } catch (MullamaException e) {
                assertThat(e.getMessage().length()).isLessThan(200);
            }
        }
    }

    @Test
    void anyTextIsReadOrRefusedInOneLine() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            "FROM ",
            "SYSTEM ",
            "PARAMETER ",
            "stop ",
            "temperature ",
            "MESSAGE ",
            "user ",
            "ADAPTER ",
            "DIGEST ",
            "\"",
            "\"\"\"",
            "\n",
            "\r\n",
            " ",
            "\t",
            "#",
            "<<END\n",
            "\nEND\n",
            "x",
            "0.5",
            "\u0001",
            "\uD800",
            "😀",
            "GPU_LAYERS ",
            "THINKING ",
            "CAPABILITY ",
            "tools",
            "\u00A0",
            "\\",
            "'"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Modelfile file = Modelfile.parse(text.toString());
                assertThat(Modelfile.parse(file.text()).recipe())
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(file.recipe());
            } catch (MullamaException e) {
                assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("\n", "\t", "\u0001");
                assertThat(e.hint().orElseThrow()).doesNotContain("\n");
            }
        }
    }
}
