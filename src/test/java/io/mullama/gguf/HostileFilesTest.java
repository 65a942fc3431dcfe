package io.mullama.gguf;

import static io.mullama.gguf.GgufBuilder.join;
import static io.mullama.gguf.GgufBuilder.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to exhaust their reader; each announces far more than it holds. */
@Timeout(60)
class HostileFilesTest {
    private static final Path TINY = Path.of("src", "main", "tiny", "tiny.gguf");
    private static final int FLIPS = 5000;

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, -1, 65_537})
    void moreKeysThanThereCanBe(long count) {
        assertRefused(
                GgufBuilder.small().keyCount(count - 2).u32("one.more", 1).u32("two.more", 1),
                "damaged: the header announces " + Long.toUnsignedString(count)
                        + " metadata keys at byte 16, and the most is 65536");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 65_537})
    void moreTensorsThanThereCanBe(long count) {
        assertRefused(
                new GgufBuilder().tensorCount(count),
                "damaged: the header announces " + Long.toUnsignedString(count)
                        + " tensors at byte 8, and the most is 65536");
    }

    @Test
    void moreKeysAndTensorsThanThereAre() {
        assertRefused(
                BytesChannel.cutTo(new GgufBuilder().keyCount(65_536).build(), 24),
                "truncated: metadata key 1 of 65536 needs 8 bytes from byte 24 on but the file has 24");
        assertRefused(
                BytesChannel.cutTo(new GgufBuilder().tensorCount(65_536).build(), 24),
                "truncated: tensor 1 of 65536 needs 8 bytes from byte 24 on but the file has 24");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, -1, Long.MIN_VALUE, (1L << 30) + 1})
    void aStringLongerThanAnyCanBe(long length) {
        assertRefused(
                new GgufBuilder().key("a", ValueType.STRING, u64(length)),
                "damaged: key 'a' has a string of " + Long.toUnsignedString(length)
                        + " bytes at byte 37, and the most is 1073741824");
    }

    @Test
    void aStringLongerThanTheFile() {
        assertRefused(
                new GgufBuilder().key("a", ValueType.STRING, u64(1L << 30)),
                "truncated: key 'a' needs 1073741824 bytes from byte 45 on but the file has 64");
        assertRefused(
                new GgufBuilder().key("tokenizer.chat_template", ValueType.STRING, u64(1 << 20)),
                "truncated: key 'tokenizer.chat_template' needs 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, -1, Long.MIN_VALUE, 1L << 60})
    void anArrayOfMoreElementsThanThereCanBe(long count) {
        for (ValueType type : new ValueType[] {ValueType.U8, ValueType.F64, ValueType.STRING}) {
            assertRefused(
                    new GgufBuilder().array("a", type.id(), count, new byte[64]),
                    "damaged: key 'a' has an array of " + Long.toUnsignedString(count)
                            + " elements at byte 41, and the most is 1073741824");
        }
    }

    @Test
    void anArrayLongerThanTheFile() {
        assertRefused(
                new GgufBuilder().array("a", ValueType.F64.id(), 1 << 30, new byte[64]),
                "truncated: key 'a' needs 8589934592 bytes from byte 49 on");
        assertRefused(
                new GgufBuilder().array("a", ValueType.STRING.id(), 1 << 30, new byte[64]),
                "truncated: key 'a' needs 8589934592 bytes from byte 49 on");
    }

    @Test
    void anArrayOfAStringThatIsLongerThanTheFile() {
        assertRefused(
                new GgufBuilder().array("a", ValueType.STRING.id(), 2, join(u64(3), new byte[3], u64(1L << 60))),
                "damaged: key 'a' has a string of 1152921504606846976 bytes at byte 60");
    }

    @Test
    void moreElementsThanCanBeCounted() {
        assertRefused(
                new GgufBuilder().tensorAt(0, "a", 0, 1L << 32, 1L << 32),
                "damaged: tensor 'a' has more elements than can be counted: [4294967296, 4294967296]");
        assertRefused(
                new GgufBuilder().tensorAt(0, "a", 0, 1L << 62),
                "damaged: tensor 'a' has more elements than can be counted: [4611686018427387904]");
        assertRefused(
                new GgufBuilder().tensorAt(0, "a", 0, Long.MIN_VALUE),
                "damaged: tensor 'a' has the impossible dimension 9223372036854775808 at byte 37");
    }

    @Test
    void aTensorThatEndsBeyondAnyFile() {
        assertRefused(
                new GgufBuilder().tensorAt(0, "a", 24, Long.MAX_VALUE),
                "truncated: tensor 'a' ends at byte 9223372036854775871 but the file has 64 bytes");
        assertRefused(
                new GgufBuilder().tensorAt(-32, "a", 0, 1),
                "damaged: tensor 'a' begins at byte 18446744073709551584 of the data and leaves a gap");
        assertRefused(
                new GgufBuilder().u32("general.alignment", 1 << 31).tensorAt(0, "a", 0, 1),
                "truncated: tensor 'a' ends at byte 2147483652 but the file has 96 bytes");
    }

    @Test
    void stringsThatFillTheMemory() {
        GgufBuilder file = new GgufBuilder();
        String text = "x".repeat(60_000);
        for (int i = 0; i < 300; i++) {
            file.text("key" + i, text);
        }

        assertRefused(
                file,
                "damaged: the strings of the header take more than 16777216 bytes at byte 16747194 (key 'key279')");
    }

    @Test
    void anEndlessHeaderIsNotReadToItsEnd() {
        // The file is said to be of 1 TiB and would be an array of empty strings all along.
        byte[] start = new GgufBuilder()
                .keyCount(2)
                .array("a", ValueType.U8.id(), 1 << 30, new byte[0])
                .build();
        BytesChannel channel = BytesChannel.announcing(start, 1L << 40);

        assertThatThrownBy(() -> HeaderReader.read(channel))
                .isInstanceOf(GgufException.class)
                .hasMessage("damaged: the header goes on past byte 536870912 (metadata key 2 of 3)");
        assertThat(channel.bytesRead()).isLessThanOrEqualTo(start.length);
    }

    @Test
    void flippedBitsGiveAHeaderOrAnError() throws Exception {
        byte[] tiny = Files.readAllBytes(TINY);
        int headerEnd = (int) HeaderReader.read(BytesChannel.of(tiny)).dataOffset();
        long seed = System.nanoTime();
        System.out.println("seed of flippedBitsGiveAHeaderOrAnError: " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            // Every other time among the keys or the tensors, where most of what can go wrong stands.
            int range = i % 2 == 0 ? headerEnd : 1500;
            int at = i % 4 == 1 ? headerEnd - 1 - random.nextInt(range) : random.nextInt(range);
            refused += isRefused(tiny, at, 1 << random.nextInt(8)) ? 1 : 0;
        }
        assertThat(refused).isBetween(100, FLIPS);
    }

    @Test
    void randomBytesBehindTheMagicNumberAreRefused() {
        long seed = System.nanoTime();
        System.out.println("seed of randomBytesBehindTheMagicNumberAreRefused: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            byte[] start = new GgufBuilder()
                    .keyCount(random.nextInt(5))
                    .tensorCount(1 + random.nextInt(5))
                    .build();
            byte[] file = join(Arrays.copyOf(start, 24), noise);
            assertThatThrownBy(() -> HeaderReader.read(BytesChannel.of(file))).isInstanceOf(GgufException.class);
        }
    }

    private static boolean isRefused(byte[] file, int at, int bit) throws Exception {
        file[at] ^= (byte) bit;
        try {
            GgufHeader header = HeaderReader.read(BytesChannel.of(file));
            assertThat(header.parameterCount()).isNotNegative();
            return false;
        } catch (GgufException e) {
            assertThat(e.getMessage()).hasSizeLessThan(400);
            return true;
        } finally {
            file[at] ^= (byte) bit;
        }
    }

    private static void assertRefused(GgufBuilder file, String messageStart) {
        assertRefused(BytesChannel.of(file.build()), messageStart);
    }

    private static void assertRefused(BytesChannel file, String messageStart) {
        assertThatThrownBy(() -> HeaderReader.read(file))
                .isInstanceOf(GgufException.class)
                .hasMessageStartingWith(messageStart);
    }
}
