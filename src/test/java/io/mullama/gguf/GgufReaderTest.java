package io.mullama.gguf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GgufReaderTest {
    private final FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
    private final Path file = fileSystem.getPath("/model.gguf");

    @AfterEach
    void closeFileSystem() throws Exception {
        fileSystem.close();
    }

    @Test
    void readsAFileOfAnyFileSystem() throws Exception {
        Files.write(file, GgufBuilder.small().build());

        GgufHeader header = GgufReader.read(file);

        assertThat(header.architecture()).hasValue("llama");
        assertThat(header.contextLength()).hasValue(4096);
        assertThat(header.tensors())
                .containsExactly(
                        new TensorInfo("token_embd.weight", List.of(64L, 10L), GgmlType.Q8_0, 0),
                        new TensorInfo("output_norm.weight", List.of(64L), GgmlType.F32, 704));
        assertThat(header.dataOffset() % 32).isZero();
        assertThat(header.fileSize()).isEqualTo(Files.size(file));
    }

    @Test
    void readsVersion2() throws Exception {
        Files.write(file, GgufBuilder.small().version(2).build());

        assertThat(GgufReader.read(file).version()).isEqualTo(2);
    }

    @Test
    void leavesAVocabularyOf200000EntriesInTheFile() throws Exception {
        List<String> tokens =
                IntStream.range(0, 200_000).mapToObj(i -> "token" + i).toList();
        Files.write(
                file,
                GgufBuilder.small().strings("tokenizer.ggml.tokens", tokens).build());

        GgufHeader header = GgufReader.read(file);

        assertThat(header.vocabularySize()).hasValue(200_000);
        assertThat(header.metadata("tokenizer.ggml.tokens").orElseThrow())
                .isInstanceOfSatisfying(GgufValue.Items.class, items -> {
                    assertThat(items.elementType()).isEqualTo(ValueType.STRING);
                    assertThat(items.count()).isEqualTo(200_000);
                });
    }

    @Test
    void handsOutTheElementsOfAnArrayWhenAsked() throws Exception {
        byte[] numbers = GgufBuilder.join(GgufBuilder.u32(7), GgufBuilder.u32(-1), GgufBuilder.u32(9));
        Files.write(
                file,
                GgufBuilder.small()
                        .array("llama.sections", ValueType.I32.id(), 3, numbers)
                        .strings("general.tags", List.of("chat", "日本"))
                        .build());
        GgufHeader header = GgufReader.read(file);

        assertThat(GgufReader.elements(file, items(header, "llama.sections"), 2))
                .containsExactly(new GgufValue.Whole(ValueType.I32, 7), new GgufValue.Whole(ValueType.I32, -1));
        assertThat(GgufReader.elements(file, items(header, "general.tags"), 10))
                .containsExactly(new GgufValue.Text("chat"), new GgufValue.Text("日本"));
    }

    @Test
    void leavesALongStringInTheFileUntilAsked() throws Exception {
        String json = "{\"é\":1}".repeat(20_000);
        Files.write(
                file,
                GgufBuilder.small().text("tokenizer.huggingface.json", json).build());

        GgufHeader header = GgufReader.read(file);
        GgufValue.LongText text = (GgufValue.LongText)
                header.metadata("tokenizer.huggingface.json").orElseThrow();

        assertThat(header.text("tokenizer.huggingface.json")).isEmpty();
        assertThat(text.length()).isEqualTo(json.getBytes(UTF_8).length);
        assertThat(GgufReader.text(file, text)).isEqualTo(json);
    }

    @Test
    void givesALongChatTemplateInFull() throws Exception {
        String template = "{{ messages }}".repeat(30_000);
        Files.write(
                file,
                GgufBuilder.small()
                        .text("tokenizer.chat_template", template)
                        .text("tokenizer.chat_template.tool_use", template + "!")
                        .build());

        GgufHeader header = GgufReader.read(file);

        assertThat(header.chatTemplate()).hasValue(template);
        assertThat(header.text("tokenizer.chat_template.tool_use")).hasValue(template + "!");
    }

    @Test
    void refusesElementsThatAreNoLongerThere() throws Exception {
        Files.write(file, GgufBuilder.small().build());
        GgufValue.Items gone = new GgufValue.Items(ValueType.STRING, 5, 100_000);

        assertThatThrownBy(() -> GgufReader.elements(file, gone, 5))
                .isInstanceOf(GgufException.class)
                .hasMessageStartingWith("truncated: an array needs 8 bytes from byte 100000 on");
        assertThatThrownBy(() -> GgufReader.text(file, new GgufValue.LongText(0, -1)))
                .isInstanceOf(GgufException.class);
    }

    @Test
    void tellsAMissingFileFromABrokenOne() {
        assertThatThrownBy(() -> GgufReader.read(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesAFolder() throws Exception {
        Files.createDirectory(file);

        assertThatThrownBy(() -> GgufReader.read(file))
                .isInstanceOf(GgufException.class)
                .hasMessage("not a GGUF file (it is no regular file)");
    }

    @Test
    void toleratesBrokenUtf8InAValue() throws Exception {
        byte[] broken = GgufBuilder.string("caf\u00e9".getBytes(ISO_8859_1));
        Files.write(
                file,
                GgufBuilder.small()
                        .key("general.name", ValueType.STRING, broken)
                        .build());

        assertThat(GgufReader.read(file).name()).hasValue("caf\ufffd");
    }

    private static GgufValue.Items items(GgufHeader header, String key) {
        return (GgufValue.Items) header.metadata(key).orElseThrow();
    }
}
