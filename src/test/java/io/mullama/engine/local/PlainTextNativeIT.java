package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.Hardware;
import io.mullama.engine.PlainText;
import io.mullama.llama.LlamaLibrary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text to tokens and back, with the model that comes with the program. */
final class PlainTextNativeIT {
    private static Engine engine;

    @BeforeAll
    static void load() {
        engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                Installation.tiny(),
                EngineParameters.of(512, 1),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Hello, world!", " leading and trailing ", "a . b  c\n\n\td", "naïve 漢字 🤖", "<|im_end|>"})
    void aTextIsTheSameAfterItsTokens(String text) {
        for (boolean special : new boolean[] {true, false}) {
            int[] tokens = engine.tokenize(new PlainText(text, false, special));

            assertThat(new String(engine.detokenize(tokens), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
    }

    @Test
    void aControlTokenIsOneWhereThatIsAskedFor() {
        assertThat(engine.tokenize(new PlainText("<|im_end|>", false, true))).hasSize(1);
        assertThat(engine.tokenize(new PlainText("<|im_end|>", false, false))).hasSizeGreaterThan(1);
    }

    @Test
    void piecesAreTheBytesOfTheText() {
        int[] tokens = engine.tokenize(new PlainText("Hi 🤖!<|im_end|>", false, true));

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        engine.pieces(tokens).forEach(all::writeBytes);

        assertThat(engine.pieces(tokens))
                .hasSameSizeAs(Arrays.stream(tokens).boxed().toList());
        assertThat(all.toString(StandardCharsets.UTF_8).strip()).isEqualTo("Hi 🤖!<|im_end|>");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000})
    void aTokenThatIsNoneIsRefused(int token) {
        assertThatThrownBy(() -> engine.detokenize(new int[] {token}))
                .hasMessageMatching("'tokens' holds " + token + ", and the model's tokens are those from 0 to \\d+");
    }

    @Test
    void theHardwareIsTold() {
        LocalEngines engines = new LocalEngines(Installation.natives(), EngineParameters.of(512, 1));

        Hardware hardware = engines.hardware();

        assertThat(hardware.library()).isEqualTo("0.4.0-dev");
        assertThat(hardware.features()).contains("CPU");
        assertThat(hardware.devices()).isNotEmpty().allSatisfy(device -> {
            assertThat(device.name()).isNotBlank();
            assertThat(device.description()).isNotBlank();
            assertThat(device.totalBytes()).isNotNegative();
        });
    }
}
