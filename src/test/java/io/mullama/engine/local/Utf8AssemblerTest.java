package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8AssemblerTest {

    @Test
    void aCharacterComesWhenItsLastByteHasCome() {
        byte[] grin = "😀".getBytes(StandardCharsets.UTF_8);
        Utf8Assembler assembler = new Utf8Assembler();

        for (int i = 0; i < 3; i++) {
            assertThat(assembler.append(new byte[] {grin[i]})).isEmpty();
        }
        assertThat(assembler.append(new byte[] {grin[3]})).isEqualTo("😀");
        assertThat(assembler.finish()).isEmpty();
    }

    @Test
    void whatIsCompleteDoesNotWaitForWhatIsNot() {
        Utf8Assembler assembler = new Utf8Assembler();

        assertThat(assembler.append(bytes("61c3a9e282"))).isEqualTo("aé");
        assertThat(assembler.append(bytes("ac62f0"))).isEqualTo("€b");
        assertThat(assembler.append(bytes("9f98"))).isEmpty();
        assertThat(assembler.append(bytes("80"))).isEqualTo("😀");
    }

    @Test
    void anEmptyTokenChangesNothing() {
        Utf8Assembler assembler = new Utf8Assembler();

        assertThat(assembler.append(new byte[0])).isEmpty();
        assembler.append(bytes("e2"));
        assertThat(assembler.append(new byte[0])).isEmpty();
        assertThat(assembler.append(bytes("82ac"))).isEqualTo("€");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "e2", "e282", "f0", "f09f", "f09f98"})
    void aCharacterThatNeverEndsBecomesOneReplacement(String hex) {
        Utf8Assembler assembler = new Utf8Assembler();

        assertThat(assembler.append(bytes("61" + hex))).isEqualTo("a");
        assertThat(assembler.finish()).isEqualTo("\uFFFD");
        assertThat(assembler.finish()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "80,       ..", "bf61,     ..a", "c080,     ....", "c1bf61,   ....a", "e08080,   ......", "eda080,   ..",
        "f4908080, ........", "f08080af, ........", "f5,       ..", "ff61,     ..a", "c361,     ..a", "e28261,   ..a"
    })
    void whatIsNoUtf8BecomesReplacements(String hex, String shape) {
        Utf8Assembler assembler = new Utf8Assembler();

        assertThat(assembler.append(bytes(hex)) + assembler.finish()).isEqualTo(shape.replace("..", "\uFFFD"));
    }

    @Test
    void aByteThatBeginsNothingIsNotHeldBack() {
        for (int lead : new int[] {0x80, 0xBF, 0xC0, 0xC1, 0xF5, 0xFF}) {
            assertThat(new Utf8Assembler().append(new byte[] {(byte) lead})).isEqualTo("\uFFFD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aé漢😀", "\u0000\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff", "👩‍👩‍👧é"})
    void everyWayToSplitATextGivesTheSameText(String text) {
        assertEverySplitIsTheSame(text.getBytes(StandardCharsets.UTF_8), text);
    }

    @Test
    void everyWayToSplitAnyBytesGivesWhatTheWholeGives() {
        int[] telling = {0x41, 0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
        long seed = System.nanoTime();
        System.out.println("Utf8AssemblerTest seed: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(7)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) telling[random.nextInt(telling.length)];
            }
            assertEverySplitIsTheSame(bytes, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Bit i of the mask cuts after byte i. */
    private static void assertEverySplitIsTheSame(byte[] bytes, String expected) {
        for (int mask = 0; mask < 1 << Math.min(bytes.length - 1, 12); mask++) {
            Utf8Assembler assembler = new Utf8Assembler();
            StringBuilder text = new StringBuilder();
            int start = 0;
            for (int end = 1; end <= bytes.length; end++) {
                if (end == bytes.length || (mask >> (end - 1) & 1) == 1) {
                    text.append(assembler.append(Arrays.copyOfRange(bytes, start, end)));
                    start = end;
                }
            }
            assertThat(text.append(assembler.finish()).toString())
                    .as("%s cut by %s", HexFormat.of().formatHex(bytes), Integer.toBinaryString(mask))
                    .isEqualTo(expected);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
