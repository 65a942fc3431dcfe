package io.mullama.gguf;

import static io.mullama.gguf.Errors.assertError;
import static io.mullama.gguf.Errors.errorOf;
import static io.mullama.gguf.GgufException.Kind.DAMAGED;
import static io.mullama.gguf.GgufException.Kind.NOT_GGUF;
import static io.mullama.gguf.GgufException.Kind.TRUNCATED;
import static io.mullama.gguf.GgufException.Kind.UNSUPPORTED_VERSION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufErrorsTest {
    private static final GgmlType F32 = GgmlType.F32;

    @Test
    void anEmptyFile() {
        assertError(new byte[0], TRUNCATED, "truncated: the file is empty");
    }

    @Test
    void aFileThatEndsWithinTheMagicNumber() {
        assertError(bytes("GG"), TRUNCATED, "truncated: the file has only 2 bytes");
    }

    @Test
    void aFileOfAnotherFormat() {
        assertError(bytes("PK\3\4 and more"), NOT_GGUF, "not a GGUF file (it is a ZIP archive)");
        assertError(bytes("<!DOCTYPE html>"), NOT_GGUF, "not a GGUF file (it is a page of the web)");
        assertError(bytes("{}"), NOT_GGUF, "not a GGUF file");
        assertError(bytes("\u001b[2J"), NOT_GGUF, "not a GGUF file");
    }

    @Test
    void aFileFromBeforeGguf() {
        assertError(bytes("tjgg\1\0\0\0"), NOT_GGUF, "not a GGUF file (it is a GGML file from before GGUF)");
    }

    @Test
    void aGitLfsPointer() {
        assertError(
                bytes("version https://git-lfs.github.com/spec/v1\noid sha256:00"),
                NOT_GGUF,
                "not a GGUF file (it is a Git LFS pointer to the file)");
    }

    @ParameterizedTest
    @CsvSource({"0, no longer supported", "1, no longer supported", "4, not supported yet", "77, not supported yet"})
    void aVersionThatIsNotRead(int version, String verdict) {
        assertError(
                GgufBuilder.small().version(version),
                UNSUPPORTED_VERSION,
                "GGUF version " + version + " is " + verdict + ", versions 2 and 3 are");
    }

    @Test
    void theOtherByteOrder() {
        String message = "big-endian GGUF files are not supported, only little-endian ones are";

        assertError(GgufBuilder.small().version(0x0300_0000), UNSUPPORTED_VERSION, message);
        assertError(GgufBuilder.small().magic("FUGG"), UNSUPPORTED_VERSION, message);
    }

    @Test
    void anEndWithinAKey() {
        byte[] bytes = GgufBuilder.small().build();

        assertError(
                BytesChannel.cutTo(bytes, 20),
                TRUNCATED,
                "truncated: the header needs 8 bytes from byte 16 on but the file has 20");
        assertError(
                BytesChannel.cutTo(bytes, 30),
                TRUNCATED,
                "truncated: metadata key 1 of 2 needs 8 bytes from byte 24 on but the file has 30");
        assertError(
                BytesChannel.cutTo(bytes, 68),
                TRUNCATED,
                "truncated: key 'general.architecture' needs 5 bytes from byte 64 on but the file has 68");
    }

    @Test
    void anEndWithinTheData() {
        byte[] bytes = GgufBuilder.small().build();

        assertError(
                BytesChannel.cutTo(bytes, bytes.length - 1),
                TRUNCATED,
                "truncated: tensor 'output_norm.weight' ends at byte %d but the file has %d bytes"
                        .formatted(bytes.length, bytes.length - 1));
    }

    @Test
    void anEndBeforeTheData() {
        assertError(
                BytesChannel.cutTo(new GgufBuilder().tensor("empty", F32, 0).build(), 61),
                TRUNCATED,
                "truncated: tensor 'empty' ends at byte 64 but the file has 61 bytes");
    }

    @Test
    void aFileThatShrinksWhileItIsRead() {
        assertError(
                BytesChannel.announcing(bytes("GGUF\3\0\0\0"), 1000),
                TRUNCATED,
                "truncated: the header needs 8 bytes from byte 8 on but the file has 1000");
    }

    @Test
    void aKeyThatOccursTwice() {
        assertError(
                new GgufBuilder().u32("a", 1).text("b", "x").u32("a", 2),
                DAMAGED,
                "damaged: key 'a' occurs twice, the second time at byte 63");
    }

    @Test
    void aKeyWithoutAName() {
        assertError(
                new GgufBuilder().u32("", 1),
                DAMAGED,
                "damaged: metadata key 1 of 1 has a name of 0 bytes at byte 24, which must be 1 to 65535");
        assertError(
                new GgufBuilder().u32("k".repeat(65_536), 1),
                DAMAGED,
                "damaged: metadata key 1 of 1 has a name of 65536 bytes at byte 24, which must be 1 to 65535");
    }

    @Test
    void aNameThatATerminalShouldNotSee() {
        String message = "damaged: %s 1 of 1 has a name at byte 24 with broken UTF-8 or control characters";

        assertError(new GgufBuilder().u32("a\u001b[2J", 1), DAMAGED, message.formatted("metadata key"));
        assertError(new GgufBuilder().u32("a\u202eb", 1), DAMAGED, message.formatted("metadata key"));
        assertError(
                new GgufBuilder().key(new byte[] {'a', (byte) 0xff}, 0, new byte[1]),
                DAMAGED,
                message.formatted("metadata key"));
        assertError(new GgufBuilder().tensor("a\0b", F32, 1), DAMAGED, message.formatted("tensor"));
    }

    @Test
    void aLongKeyIsShortenedInTheMessage() {
        String key = "k".repeat(5000);

        assertError(
                new GgufBuilder().u32(key, 1).u32(key, 1),
                DAMAGED,
                "damaged: key '" + "k".repeat(100) + "…' occurs twice, the second time at byte 5040");
    }

    @Test
    void aTypeThatDoesNotExist() {
        assertError(
                new GgufBuilder().key(bytes("a"), 13, new byte[8]),
                DAMAGED,
                "damaged: key 'a' has the unknown value type 13 at byte 33");
        assertError(
                new GgufBuilder().array("a", -1, 1, new byte[8]),
                DAMAGED,
                "damaged: key 'a' has the unknown element type 4294967295 at byte 37");
    }

    @Test
    void anArrayOfArrays() {
        assertError(
                new GgufBuilder().array("a", ValueType.ARRAY.id(), 1, new byte[12]),
                DAMAGED,
                "damaged: key 'a' is an array of arrays, which llama.cpp does not read");
    }

    @Test
    void anAlignmentThatIsNone() {
        assertError(
                new GgufBuilder().u32("general.alignment", 0),
                DAMAGED,
                "damaged: key 'general.alignment' is 0 and no power of two");
        assertError(
                new GgufBuilder().u32("general.alignment", 48),
                DAMAGED,
                "damaged: key 'general.alignment' is 48 and no power of two");
        assertError(
                new GgufBuilder().text("general.alignment", "32"),
                DAMAGED,
                "damaged: key 'general.alignment' is of type STRING and not U32");
    }

    @Test
    void aPartBeyondTheLastOfASplit() {
        assertError(
                new GgufBuilder().u32("split.no", 3).u32("split.count", 3),
                DAMAGED,
                "damaged: key 'split.no' is 3 but key 'split.count' is 3");
    }

    @Test
    void aChatTemplateThatIsNone() {
        assertError(
                new GgufBuilder().text("tokenizer.chat_template", "x".repeat((8 << 20) + 1)),
                DAMAGED,
                "damaged: key 'tokenizer.chat_template' has 8388609 bytes, and the most is 8388608");
    }

    @Test
    void everyMessageIsOneSentenceOnOneLine() {
        List.of(
                        new byte[0],
                        bytes("PK"),
                        bytes("GGUF\n\n\n\n"),
                        GgufBuilder.small().version(9).build())
                .forEach(file -> assertThat(errorOf(BytesChannel.of(file)).getMessage())
                        .doesNotContain("\n")
                        .doesNotEndWith("."));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
