package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "tiny,                 tiny",
        "tiny:latest,          tiny",
        "tiny:latest:latest,   tiny:latest",
        "llama3.2:1b,          llama3.2:1b",
        ":latest,              :latest",
        "tiny:Latest,          tiny:Latest",
        "/m/tiny.gguf:latest,  /m/tiny.gguf",
        "漢字,                  漢字",
    })
    void theDefaultTagIsLeftOut(String text, String expected) {
        assertThat(ModelName.parse(text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\n"})
    void anEmptyNameIsRefused(String text) {
        assertRefused(text, "the model's name is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ti\u0000ny", "tiny\n", "\u001b[31mtiny", "ti\u007fny", "ti\u0085ny", "/a\u0000b"})
    void aNameWithAControlCharacterIsRefused(String text) {
        assertRefused(text, "a model's name has at most 4096 characters, and no control characters");
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(ModelName.parse("a".repeat(4096)).text()).hasSize(4096);
        assertRefused("a".repeat(4097), "a model's name has at most 4096 characters, and no control characters");
        assertRefused("a".repeat(5000), "a model's name has at most 4096 characters, and no control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tiny.gguf", "/", "C:\\m\\tiny.gguf", "d:/tiny.gguf"})
    void aPathBeginsAtTheRoot(String text) {
        assertThat(ModelName.parse(text).isPath()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "./tiny.gguf", "../tiny.gguf", "..", "org/model", "C:", "C:x", "~/tiny.gguf"})
    void anythingElseIsAName(String text) {
        assertThat(ModelName.parse(text).isPath()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "Llama-3.2_1B", "0", "a..b"})
    void aPlainNameCanBeAFileInAFolder(String text) {
        assertThat(ModelName.parse(text).isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ".hidden", "-rf", "a/b", "a\\b", "a b", "a:b", "é", "/tiny", "..\\x", "a*"})
    void whatCouldLeadOutOfAFolderIsNotPlain(String text) {
        assertThat(ModelName.parse(text).isPlain()).isFalse();
    }

    @Test
    void aPlainNameFitsIntoEveryFileSystem() {
        assertThat(ModelName.parse("a".repeat(128)).isPlain()).isTrue();
        assertThat(ModelName.parse("a".repeat(129)).isPlain()).isFalse();
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue("model");
            assertThat(e).hasMessage(message);
        });
    }
}
