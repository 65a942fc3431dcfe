package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TinyTest {
    private static final Path FILE = Path.of("src", "main", "tiny", "tiny.gguf");

    private static byte[] bytes = {};
    private static GgufHeader header = new GgufHeader(0, Map.of(), List.of(), 0, 0);

    @BeforeAll
    static void readTiny() throws Exception {
        bytes = Files.readAllBytes(FILE);
        header = GgufReader.read(FILE);
    }

    @Test
    void saysWhatModelItIs() {
        assertThat(header.architecture()).hasValue("llama");
        assertThat(header.name()).hasValue("mullama tiny");
        assertThat(header.license()).hasValue("mit");
        assertThat(header.sizeLabel()).hasValue("1.1M");
        assertThat(header.quantization()).hasValue("Q8_0");
        assertThat(header.version()).isEqualTo(3);
        assertThat(header.fileSize()).isEqualTo(1_242_304);
    }

    @Test
    void saysHowLargeItIs() {
        assertThat(header.blockCount()).hasValue(5);
        assertThat(header.contextLength()).hasValue(2048);
        assertThat(header.embeddingLength()).hasValue(128);
        assertThat(header.vocabularySize()).hasValue(1536);
        assertThat(header.parameterCount()).isEqualTo(1_119_616);
    }

    @Test
    void givesItsChatTemplateInFull() {
        assertThat(header.chatTemplate().orElseThrow())
                .startsWith("{%- set first")
                .hasSize(1140);
    }

    @Test
    void isNeitherSplitNorAnEmbeddingModel() {
        assertThat(header.split()).isEmpty();
        assertThat(header.poolingType()).isEmpty();
    }

    @Test
    void describesItsTensors() {
        assertThat(header.tensors()).hasSize(5 * 9 + 2);
        assertThat(header.tensors())
                .filteredOn(tensor -> tensor.name().equals("token_embd.weight"))
                .singleElement()
                .satisfies(tensor -> {
                    assertThat(tensor.dimensions()).containsExactly(128L, 1536L);
                    assertThat(tensor.type()).isEqualTo(GgmlType.Q8_0);
                    assertThat(tensor.byteSize()).isEqualTo(128 * 1536 / 32 * 34);
                });
    }

    @Test
    void handsOutItsVocabularyWhenAsked() throws Exception {
        GgufValue.Items tokens =
                (GgufValue.Items) header.metadata("tokenizer.ggml.tokens").orElseThrow();

        assertThat(GgufReader.elements(FILE, tokens, 3))
                .containsExactly(new GgufValue.Text("Ā"), new GgufValue.Text("ā"), new GgufValue.Text("Ă"));
        assertThat(GgufReader.elements(FILE, tokens, Integer.MAX_VALUE)).hasSize(1536);
    }

    @Test
    void isTruncatedWhereverItsHeaderIsCut() {
        int headerEnd = (int) header.dataOffset();
        for (int length = 0; length < headerEnd; length += stepAt(length, headerEnd)) {
            assertTruncated(length);
        }
    }

    @Test
    void isTruncatedWhereverItsDataIsCut() {
        TensorInfo last = header.tensors().get(header.tensors().size() - 1);
        int dataEnd = (int) (header.dataOffset() + last.offset() + last.byteSize());
        long seed = System.nanoTime();
        System.out.println("seed of isTruncatedWhereverItsDataIsCut: " + seed);
        new Random(seed).ints(500, (int) header.dataOffset(), dataEnd).forEach(TinyTest::assertTruncated);
        assertTruncated(dataEnd - 1);
    }

    @Test
    void isReadAlikeFromAFileThatGivesLittleAtATime() throws Exception {
        assertThat(HeaderReader.read(BytesChannel.inSteps(bytes, 1))).isEqualTo(header);
        assertThat(HeaderReader.read(BytesChannel.inSteps(bytes, 13))).isEqualTo(header);
    }

    /** Every length where keys and tensors stand close together, every seventh within the vocabulary. */
    private static int stepAt(int length, int headerEnd) {
        return length < 2048 || length > headerEnd - 6000 ? 1 : 7;
    }

    private static void assertTruncated(int length) {
        assertThatThrownBy(() -> HeaderReader.read(BytesChannel.cutTo(bytes, length)))
                .as("cut to %d bytes", length)
                .asInstanceOf(type(GgufException.class))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(GgufException.Kind.TRUNCATED);
                    assertThat(e).hasMessageStartingWith("truncated: ");
                });
    }
}
