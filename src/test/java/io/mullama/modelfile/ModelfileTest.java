package io.mullama.modelfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import io.mullama.model.ModelRecipe.Parameter;
import io.mullama.model.ModelRecipe.Turn;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelfileTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void everyInstructionIsRead() {
        Modelfile file = Modelfile.parse("""
                # A model of mine
                FROM hf:org/repo:Q4_K_M
                DIGEST sha256:%s
                ADAPTER ./first.gguf
                ADAPTER "./my second.gguf" 0.5
                VISION_PROJECTOR ./mmproj.gguf
                GPU_LAYERS 20
                FLASH_ATTENTION on
                THINKING <think>   </think>
                TOOLFORMAT hermes
                CAPABILITY tools Vision
                CAPABILITY thinking
                AUTHOR Ada Lovelace
                PARAMETER temperature 0.7
                PARAMETER stop "<|im_end|>"
                PARAMETER stop " User:"
                TEMPLATE \"""{{ .System }}
                {{ .Prompt }}\"""
                SYSTEM You are brief.
                MESSAGE user Is Toronto in Canada?
                MESSAGE assistant yes
                LICENSE MIT
                LICENSE \"""
                Another
                \"""
                """.formatted(HEX));

        assertThat(file.from()).isEqualTo("hf:org/repo:Q4_K_M");
        assertThat(file.digest()).hasValue(new Digest(HEX));
        assertThat(file.adapters())
                .containsExactly(
                        new AdapterReference("./first.gguf", 1), new AdapterReference("./my second.gguf", 0.5f));
        assertThat(file.projector()).hasValue("./mmproj.gguf");
        assertThat(file.ignored()).isEmpty();
        assertThat(file.recipe())
                .isEqualTo(new ModelRecipe(
                        List.of(
                                new Parameter("temperature", "0.7"),
                                new Parameter("stop", "<|im_end|>"),
                                new Parameter("stop", " User:")),
                        "{{ .System }}\n{{ .Prompt }}",
                        "You are brief.",
                        List.of(new Turn("user", "Is Toronto in Canada?"), new Turn("assistant", "yes")),
                        List.of("MIT", "\nAnother\n"),
                        new ModelRecipe.Traits(
                                "Ada Lovelace",
                                "<think> </think>",
                                "hermes",
                                List.of("tools", "vision", "thinking"),
                                20,
                                true)));
    }

    @Test
    void aModelfileMayBeNothingButFrom() {
        assertThat(Modelfile.parse("FROM tiny")).isEqualTo(Modelfile.of("tiny", ModelRecipe.NONE));
    }

    @Test
    void instructionsParametersAndRolesAreReadInAnyCase() {
        Modelfile file = Modelfile.parse("from tiny\nParameter TOP_K 5\nmessage User hi\nsystem x\n");

        assertThat(file.recipe().parameters()).containsExactly(new Parameter("top_k", "5"));
        assertThat(file.recipe().messages()).containsExactly(new Turn("user", "hi"));
        assertThat(file.recipe().system()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM tiny\r\nSYSTEM \"\"\"a\r\nb\"\"\"\r\n",
                "FROM tiny\rSYSTEM \"\"\"a\rb\"\"\"",
                "\uFEFFFROM tiny\n\n\n\t SYSTEM\t\"\"\"a\nb\"\"\"  \t",
                "#\n # comment \"\"\"\n\tFROM\ttiny  \n#x\nSYSTEM \"a\nb\"",
            })
    void lineEndsByteOrderMarksTabsAndCommentsMakeNoDifference(String text) {
        Modelfile file = Modelfile.parse(text);

        assertThat(file.from()).isEqualTo("tiny");
        assertThat(file.recipe().system()).isEqualTo("a\nb");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SYSTEM plain words,plain words",
                "SYSTEM   `   between blanks   `,between blanks",
                "SYSTEM \"in quotes  \",`in quotes  `",
                "SYSTEM \"\"\"in three\"\"\",in three",
                "SYSTEM \"a \"quoted\" word\",`a \"quoted\" word`",
                "SYSTEM \"\"\"three \"\"\" within\"\"\",`three \"\"\" within`",
                "SYSTEM \"\"\"''\"'\"\"'\"\"'\"'''''\"\"'\"\"'\"\"\",`''\"'\"\"'\"\"'\"'''''\"\"'\"\"'`",
                "SYSTEM # no comment,# no comment",
                "SYSTEM <<SYS>> of Llama,<<SYS>> of Llama",
                "SYSTEM 'single',`'single'`",
            })
    void aTextOfOneLineIsReadAsOllamaReadsIt(String line, String expected) {
        assertThat(Modelfile.parse("FROM tiny\n" + line.replace("`", "") + "\nAUTHOR me")
                        .recipe()
                        .system())
                .isEqualTo(expected);
    }

    @Test
    void anEmptySystemPromptStandsForNone() {
        assertThat(Modelfile.parse("FROM tiny\nSYSTEM \"\"").recipe().system()).isEmpty();
        assertThat(Modelfile.parse("FROM tiny\nSYSTEM \"\"\"\"\"\"").recipe().system())
                .isEmpty();
    }

    @Test
    void aTextWhoseLinesEndWithThreeQuotesStandsBetweenWords() {
        String system = "def f():\n    \"\"\"Doc.\"\"\"\n    return 1\n";

        Modelfile file = Modelfile.parse("FROM tiny\nSYSTEM <<END\n" + system + "\nEND\nAUTHOR me");

        assertThat(file.recipe().system()).isEqualTo(system);
        assertThat(file.recipe().traits().author()).isEqualTo("me");
    }

    @ParameterizedTest
    @CsvSource({"auto,-1", "AUTO,-1", "-1,-1", "0,0", "99,99"})
    void gpuLayersAreANumberOrAuto(String value, int expected) {
        assertThat(Modelfile.parse("FROM tiny\nGPU_LAYERS " + value)
                        .recipe()
                        .traits()
                        .gpuLayers())
                .isEqualTo(expected);
    }

    @Test
    void flashAttentionIsLeftOpenWithAuto() {
        assertThat(traits("FLASH_ATTENTION off").flashAttention()).isFalse();
        assertThat(traits("FLASH_ATTENTION On").flashAttention()).isTrue();
        assertThat(traits("FLASH_ATTENTION auto").flashAttention()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "T,true", "1,true", "False,false", "0,false"})
    void flagsAreKeptAsTrueOrFalse(String value, String expected) {
        assertThat(Modelfile.parse("FROM tiny\nPARAMETER ignore_eos " + value)
                        .recipe()
                        .values("ignore_eos"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature 0",
                "temperature .5",
                "temperature 1e-1",
                "top_p \"0.9\"",
                "num_ctx 4096",
                "seed -3",
                "num_predict -2",
                "mirostat 2",
                "repeat_last_n -1",
                "num_gpu 999",
                "min_p 0.05",
                "dry_base 1.75",
                "dry_sequence_breakers \"\"\"\n\"\"\"",
                "samplers top_k,temperature",
                "grammar root ::= \"a\" | \"b\"",
                "stop ### User:",
                "ignore_eos true",
                "typical_p 1.",
            })
    void valuesOfTheirTypeAreTaken(String parameter) {
        Modelfile file = Modelfile.parse("FROM tiny\nPARAMETER " + parameter);

        assertThat(file.recipe().parameters()).hasSize(1);
        assertThat(file.ignored()).isEmpty();
    }

    @Test
    void whatHasNoEffectIsSaid() {
        Modelfile file = Modelfile.parse("""
                FROM tiny
                PARAMETER num_gqa 8
                PARAMETER penalize_newline true
                REQUIRES 0.14.0
                RENDERER qwen3
                PARSER qwen3
                DRAFT ./draft.gguf
                SYSTEM first
                SYSTEM second
                """);

        assertThat(file.recipe().parameters()).isEmpty();
        assertThat(file.recipe().system()).isEqualTo("second");
        assertThat(file.ignored())
                .containsExactly(
                        "line 2: PARAMETER num_gqa has no effect",
                        "line 3: PARAMETER penalize_newline has no effect",
                        "line 4: REQUIRES is Ollama's own",
                        "line 5: RENDERER is Ollama's own",
                        "line 6: PARSER is Ollama's own",
                        "line 7: DRAFT is Ollama's own",
                        "line 8: SYSTEM comes again in line 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aFileWithAByteOrderMarkIsReadByIt(String charset) {
        byte[] content = "\uFEFFFROM tiny\nSYSTEM schön".getBytes(Charset.forName(charset));

        assertThat(Modelfile.parse(content).recipe().system()).isEqualTo("schön");
    }

    @Test
    void aFileWithoutAByteOrderMarkIsUtf8() {
        assertThat(Modelfile.parse("FROM 模型".getBytes(StandardCharsets.UTF_8)).from())
                .isEqualTo("模型");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "./a.gguf,./a.gguf,1",
                "./a b.gguf,./a b.gguf,1",
                "./a.gguf   -0.25,./a.gguf,-0.25",
                "./a.gguf\t1e-1,./a.gguf,0.1",
                "\"./a 2\",./a 2,1",
                "\"./a 2\" 2,./a 2,2",
                "\"\"\"./a\"\"\" 2,./a,2",
            })
    void anAdapterHasAPathAndPerhapsAScale(String text, String path, float scale) {
        assertThat(Modelfile.parse("FROM tiny\nADAPTER " + text).adapters())
                .containsExactly(new AdapterReference(path, scale));
    }

    private static ModelRecipe.Traits traits(String line) {
        return Modelfile.parse("FROM tiny\n" + line).recipe().traits();
    }
}
