package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufHeaderTest {

    @Test
    void givesEveryTypeOfScalar() throws Exception {
        GgufHeader header = read(new GgufBuilder()
                .key("u8", ValueType.U8, new byte[] {-1})
                .key("i8", ValueType.I8, new byte[] {-1})
                .key("u16", ValueType.U16, new byte[] {-1, -1})
                .key("i16", ValueType.I16, new byte[] {-2, -1})
                .u32("u32", -1)
                .key("i32", ValueType.I32, GgufBuilder.u32(-1))
                .key("u64", ValueType.U64, GgufBuilder.u64(1L << 40))
                .key("i64", ValueType.I64, GgufBuilder.u64(-5))
                .key("bool", ValueType.BOOL, new byte[] {1})
                .text("string", "é"));

        assertThat(header.integer("u8")).hasValue(255);
        assertThat(header.integer("i8")).hasValue(-1);
        assertThat(header.integer("u16")).hasValue(65_535);
        assertThat(header.integer("i16")).hasValue(-2);
        assertThat(header.integer("u32")).hasValue(4_294_967_295L);
        assertThat(header.integer("i32")).hasValue(-1);
        assertThat(header.integer("u64")).hasValue(1L << 40);
        assertThat(header.integer("i64")).hasValue(-5);
        assertThat(header.flag("bool")).hasValue(true);
        assertThat(header.text("string")).hasValue("é");
    }

    @Test
    void givesFloatingPointAndWholeNumbersAsNumbers() throws Exception {
        GgufHeader header = read(new GgufBuilder()
                .key("f32", ValueType.F32, GgufBuilder.u32(Float.floatToIntBits(0.5f)))
                .key("f64", ValueType.F64, GgufBuilder.u64(Double.doubleToLongBits(0.1)))
                .u32("u32", 40));

        assertThat(header.number("f32")).hasValue(0.5);
        assertThat(header.number("f64")).hasValue(0.1);
        assertThat(header.number("u32")).hasValue(40);
        assertThat(header.integer("f32")).isEmpty();
    }

    @Test
    void takesNoNumberForOneThatDoesNotFit() throws Exception {
        GgufHeader header = read(new GgufBuilder().key("big", ValueType.U64, GgufBuilder.u64(-1)));

        assertThat(header.integer("big")).isEmpty();
        assertThat(header.number("big")).isEmpty();
        assertThat(header.metadata("big").orElseThrow()).hasToString("18446744073709551615");
    }

    @Test
    void isEmptyWhereAKeyIsMissingOrOfAnotherType() throws Exception {
        GgufHeader header =
                read(new GgufBuilder().u32("general.architecture", 1).text("llama.context_length", "many"));

        assertThat(header.architecture()).isEmpty();
        assertThat(header.contextLength()).isEmpty();
        assertThat(header.name()).isEmpty();
        assertThat(header.chatTemplate()).isEmpty();
        assertThat(header.flag("general.name")).isEmpty();
        assertThat(header.vocabularySize()).isEmpty();
        assertThat(header.quantization()).isEmpty();
        assertThat(header.parameterCount()).isZero();
    }

    @Test
    void tellsEveryTypeOfItsValues() throws Exception {
        GgufHeader header = read(new GgufBuilder()
                .key("flag", ValueType.BOOL, new byte[] {0})
                .text("text", "")
                .text("long", "x".repeat(100_000))
                .strings("items", List.of()));

        assertThat(header.metadata().values().stream().map(GgufValue::type))
                .containsExactly(ValueType.BOOL, ValueType.STRING, ValueType.STRING, ValueType.ARRAY);
        assertThat(header.metadata().keySet()).containsExactly("flag", "text", "long", "items");
    }

    @Test
    void takesTheVocabularySizeFromItsOwnKeyWhereThereIsNoVocabulary() throws Exception {
        assertThat(read(GgufBuilder.small().u32("llama.vocab_size", 32_000)).vocabularySize())
                .hasValue(32_000);
    }

    @Test
    void countsTheElementsOfAllTensors() throws Exception {
        assertThat(read(GgufBuilder.small()).parameterCount()).isEqualTo(64 * 10 + 64);
    }

    @Test
    void readsScalarAndEmptyTensors() throws Exception {
        GgufHeader header = read(new GgufBuilder()
                .tensor("scalar", GgmlType.F32)
                .tensor("empty", GgmlType.F32, 5, 0)
                .tensor("after", GgmlType.F32, 2, 3, 4, 5));

        assertThat(header.tensors().stream().map(TensorInfo::byteSize)).containsExactly(4L, 0L, 480L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, F32",
        "1, F16",
        "7, Q8_0",
        "10, Q2_K",
        "15, Q4_K_M",
        "18, Q6_K",
        "30, IQ4_XS",
        "31, IQ1_M",
        "32, BF16",
        "36, TQ1_0",
        "38, MXFP4_MOE",
        "39, NVFP4",
        "41, Q2_0",
        "1039, Q4_K_M"
    })
    void namesTheQuantizationByTheFileType(int fileType, String name) throws Exception {
        assertThat(read(GgufBuilder.small().u32("general.file_type", fileType)).quantization())
                .hasValue(name);
    }

    @ParameterizedTest
    @CsvSource({"4", "33", "42", "-1"})
    void namesTheQuantizationByTheTensorsWhereTheFileTypeIsUnknown(int fileType) throws Exception {
        assertThat(read(GgufBuilder.small().u32("general.file_type", fileType)).quantization())
                .hasValue("Q8_0");
    }

    @Test
    void namesTheQuantizationByTheTypeOfMostElements() throws Exception {
        assertThat(read(new GgufBuilder()
                                .tensor("a", GgmlType.F32, 32)
                                .tensor("b", GgmlType.F32, 32)
                                .tensor("c", GgmlType.Q4_K, 256))
                        .quantization())
                .hasValue("Q4_K_M");
    }

    @ParameterizedTest
    @CsvSource({"0, NONE", "1, MEAN", "2, CLS", "3, LAST", "4, RANK"})
    void namesThePoolingOfAnEmbeddingModel(int id, PoolingType pooling) throws Exception {
        assertThat(read(GgufBuilder.small().u32("llama.pooling_type", id)).poolingType())
                .hasValue(pooling);
    }

    @Test
    void knowsNoPoolingOfAnUnknownNumber() throws Exception {
        assertThat(read(GgufBuilder.small().u32("llama.pooling_type", 5)).poolingType())
                .isEmpty();
    }

    @Test
    void saysWhichPartOfASplitModelItIs() throws Exception {
        assertThat(read(split(2, 3)).split()).hasValue(new Split(2, 3));
        assertThat(read(split(0, 1)).split()).isEmpty();
    }

    @Test
    void placesTheDataByTheFilesOwnAlignment() throws Exception {
        GgufHeader header = read(
                new GgufBuilder().alignment(256).tensor("a", GgmlType.F32, 1).tensor("b", GgmlType.F32, 1));

        assertThat(header.dataOffset()).isEqualTo(256);
        assertThat(header.tensors().get(1).offset()).isEqualTo(256);
    }

    private static GgufBuilder split(int number, int count) {
        return new GgufBuilder()
                .key("split.no", ValueType.U16, u16(number))
                .key("split.count", ValueType.U16, u16(count));
    }

    private static byte[] u16(int value) {
        return ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) value)
                .array();
    }

    private static GgufHeader read(GgufBuilder builder) throws Exception {
        return HeaderReader.read(BytesChannel.of(builder.build()));
    }
}
