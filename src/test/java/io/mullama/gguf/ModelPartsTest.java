package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelPartsTest {
    @TempDir
    Path folder;

    private Path whole;

    @BeforeEach
    void writeModel() throws Exception {
        byte[] model = new GgufBuilder()
                .text("general.architecture", "llama")
                .u32("llama.context_length", 512)
                .tensor("token_embd.weight", GgmlType.F32, 64, 10)
                .tensor("output_norm.weight", GgmlType.F32, 64)
                .tensor("blk.0.attn_q.weight", GgmlType.Q8_0, 64, 64)
                .build();
        whole = Files.write(folder.resolve("whole.gguf"), model);
    }

    @Test
    void aModelInOneFileIsThatFile() throws Exception {
        GgufHeader header = ModelParts.read(whole);

        assertThat(header).isEqualTo(GgufReader.read(whole));
        assertThat(ModelParts.files(whole, header)).containsExactly(whole);
    }

    @Test
    void thePartsOfAModelCountTogether() throws Exception {
        Path first = split();

        GgufHeader header = ModelParts.read(first);

        assertThat(header.architecture()).hasValue("llama");
        assertThat(header.tensors())
                .extracting(TensorInfo::name)
                .containsExactly("token_embd.weight", "output_norm.weight", "blk.0.attn_q.weight");
        assertThat(header.parameterCount())
                .isEqualTo(GgufReader.read(whole).parameterCount())
                .isEqualTo(640 + 64 + 4096);
        assertThat(header.fileSize()).isEqualTo(Files.size(part(0)) + Files.size(part(1)) + Files.size(part(2)));
        assertThat(ModelParts.files(first, header)).containsExactly(part(0), part(1), part(2));
    }

    @Test
    void aMissingPartIsNamed() throws Exception {
        Path first = split();
        Files.delete(part(1));

        assertFails(first, GgufException.Kind.INCOMPLETE, "part 2 of 3, big-00002-of-00003.gguf, is missing");
    }

    @Test
    void aPartThatWasCutOffIsNamed() throws Exception {
        Path first = split();
        Files.write(part(2), new byte[] {'G', 'G', 'U', 'F'});

        assertThatThrownBy(() -> ModelParts.read(first))
                .isInstanceOfSatisfying(
                        GgufException.class, e -> assertThat(e.kind()).isEqualTo(GgufException.Kind.TRUNCATED))
                .hasMessageStartingWith("part 3 of 3, big-00003-of-00003.gguf, is truncated: ");
    }

    @Test
    void anotherPartThanTheFirstSaysWhereTheModelBegins() throws Exception {
        split();

        assertFails(
                part(2),
                GgufException.Kind.NOT_FIRST,
                "it is part 3 of 3 of a model, which begins with big-00001-of-00003.gguf");
    }

    @Test
    void aPartUnderAnotherNameIsSaid() throws Exception {
        Path renamed = Files.move(split(), folder.resolve("big.gguf"));

        assertFails(
                renamed,
                GgufException.Kind.INCOMPLETE,
                "it is part 1 of 3 of a model and is not named so: NAME-00001-of-00003.gguf");
    }

    @Test
    void aPartInThePlaceOfAnotherIsSaid() throws Exception {
        Path first = split();
        Files.copy(part(1), folder.resolve("copy"));
        Files.move(folder.resolve("copy"), part(2), StandardCopyOption.REPLACE_EXISTING);

        assertFails(
                first,
                GgufException.Kind.DAMAGED,
                "damaged: part 3 of 3, big-00003-of-00003.gguf, is not that part, as its key 'split.no' says");
    }

    @Test
    void aPartWhoseNumberHasAnotherWidthIsRefused() throws Exception {
        Path first = split();
        byte[] odd = new GgufBuilder().u32("split.no", 1).u32("split.count", 3).build();
        Files.write(part(1), odd);

        assertFails(
                first,
                GgufException.Kind.DAMAGED,
                "damaged: part 2 of 3, big-00002-of-00003.gguf, is not that part, as its key 'split.no' says");
    }

    private Path split() throws Exception {
        return SplitModel.write(whole, folder, "big", 3);
    }

    private Path part(int number) {
        return SplitModel.part(folder, "big", number, 3);
    }

    private static void assertFails(Path file, GgufException.Kind kind, String message) {
        assertThatThrownBy(() -> ModelParts.read(file))
                .isInstanceOfSatisfying(
                        GgufException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
    }
}
