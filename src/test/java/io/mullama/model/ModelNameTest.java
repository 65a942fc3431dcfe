package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "tiny,                 tiny,      latest,  tiny",
        "tiny:latest,          tiny,      latest,  tiny",
        "tiny:Latest,          tiny,      Latest,  tiny",
        "llama3.2:1b,          llama3.2,  1b,      llama3.2:1b",
        "Qwen2.5-Coder:7B_q4,  Qwen2.5-Coder, 7B_q4, Qwen2.5-Coder:7B_q4",
    })
    void aPlainNameHasAFamilyAndATag(String text, String family, String tag, String shown) {
        assertThat(ModelName.parse(text)).isEqualTo(new ModelName.Plain(family, tag));
        assertThat(ModelName.parse(text).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "org/repo,                             org/repo, , , hf:org/repo",
        "hf:org/repo,                          org/repo, , , hf:org/repo",
        "hf://org/repo,                        org/repo, , , hf:org/repo",
        "HF.co/Org/Repo-GGUF:Q4_K_M,           Org/Repo-GGUF, Q4_K_M, , hf:Org/Repo-GGUF:Q4_K_M",
        "huggingface.co/org/repo,              org/repo, , , hf:org/repo",
        "hf.co/org/repo:latest,                org/repo, , , hf:org/repo",
        "https://huggingface.co/org/repo,      org/repo, , , hf:org/repo",
        "https://hf.co/org/repo/tree/main,     org/repo, , , hf:org/repo",
        "https://huggingface.co/org/repo/blob/main/m-q8_0.gguf, org/repo, m-q8_0.gguf, , hf:org/repo:m-q8_0.gguf",
        "https://huggingface.co/org/repo/resolve/v2/a/m.gguf,   org/repo, a/m.gguf, v2, hf:org/repo:a/m.gguf@v2",
        "hf:org/repo/sub/m.gguf,               org/repo, sub/m.gguf, , hf:org/repo:sub/m.gguf",
        "hf:org/repo:sub/m.gguf@0123abc,       org/repo, sub/m.gguf, 0123abc, hf:org/repo:sub/m.gguf@0123abc",
        "hf:org/repo@refs/pr/1,                org/repo, , refs/pr/1, hf:org/repo@refs/pr/1",
    })
    void aRepositoryIsWrittenInManyWays(String text, String repository, String choice, String revision, String shown) {
        assertThat(ModelName.parse(text))
                .isEqualTo(new ModelName.Hub(repository, Optional.ofNullable(choice), Optional.ofNullable(revision)));
        assertThat(ModelName.parse(text).text()).isEqualTo(shown);
        assertThat(ModelName.parse(shown)).isEqualTo(ModelName.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tiny.gguf", "/", "C:\\m\\tiny.gguf", "d:/tiny.gguf", "/a b/漢字.gguf", "/a/../b"})
    void aPathBeginsAtTheRoot(String text) {
        assertThat(ModelName.parse(text)).isEqualTo(new ModelName.File(text));
        assertThat(ModelName.parse(text).text()).isEqualTo(text);
    }

    @Test
    void namesThatDifferInCaseAloneAreTheSameButPathsAreNot() {
        assertThat(ModelName.parse("Tiny:1B").key())
                .isEqualTo(ModelName.parse("tiny:1b").key());
        assertThat(ModelName.parse("hf:Org/Repo:q4_k_m").key())
                .isEqualTo(ModelName.parse("org/repo:Q4_K_M").key());
        assertThat(ModelName.parse("/Tiny.gguf").key())
                .isNotEqualTo(ModelName.parse("/tiny.gguf").key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  "})
    void anEmptyNameIsRefused(String text) {
        assertRefused(text, "the model's name is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ti\u0000ny", "tiny\n", "\u001b[31mtiny", "ti\u007fny", "ti\u0085ny", "/a\u0000b", "hf:o/r\u0000"
            })
    void aNameWithAControlCharacterIsRefused(String text) {
        assertRefused(text, "the model's name holds a control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "...",
                ".hidden",
                "-rf",
                "a\\b",
                "a b",
                "é",
                "漢字",
                "..\\x",
                "a*",
                "a..b",
                "a.",
                "~",
                "tiny%2e",
                "%2e%2e",
                "$HOME",
                "a'b",
                "a\"b",
                "a|b",
                "a?b",
                "tiny:..",
                "tiny:a/b",
                "tiny:a:b",
                "tiny@1",
                "C:",
                "C:x y",
                "con",
                "NUL",
                "aux.gguf",
                "com1",
                "LPT9:latest",
                "tiny:nul",
                "hf:org/nul",
                "hf:con/repo",
                "./tiny.gguf",
                "../tiny.gguf",
                "~/tiny.gguf",
                "hf:../repo",
                "hf:org/..",
                "hf:org/repo:../x.gguf",
                "hf:org/repo:a/../x.gguf",
                "hf:org/repo@../main",
                "hf:org/repo:%2e%2e/x",
                "hf:org\\repo/x",
                "hf:/etc/passwd",
                "hf:org//x.gguf",
                "hf:org/repo:/etc/passwd",
                "hf:org/repo:a\\b",
                "org/repo:",
                "org/repo@",
                "org/",
                ":latest",
                "tiny:",
                "hf:org/repo:a/b/c/d/e",
                "hf:org/repo:con/x.gguf",
                "hf:org/repo/tree",
                "hf:org/repo/x.bin",
                "hf:repo",
                "hf:",
                "https://example.com/x.gguf",
                "ftp://x/y"
            })
    void whatCouldMisleadAFileSystemOrAHubIsRefused(String text) {
        assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue("model");
            assertThat(e.hint()).isPresent();
        });
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(ModelName.parse("a".repeat(200)).text()).hasSize(200);
        assertRefused("a".repeat(201), "the model's name has 201 characters, and the most is 200");
        assertRefused("hf:org/" + "a".repeat(500), "the model's name has 507 characters, and the most is 200");
        assertThat(ModelName.parse("o/" + "r".repeat(195)).text()).hasSize(200);
        assertRefused("o/" + "r".repeat(196), "the model's name has 201 characters, and the most is 200");
        assertRefused("/" + "a".repeat(5000), "the path has 5001 characters, and the most is 4096");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b       | 'a b' is no model's name: 'a b' cannot be its name",
                "tiny:     | 'tiny:' has an empty tag",
                "nul       | 'nul' is no model's name: 'nul' cannot be its name",
                "hf:repo   | 'hf:repo' names no repository",
                "org/re/po | 'org/re/po' has 'po' behind the repository, which is no .gguf file",
                "org/r:a/b/c/d/e | 'org/r:a/b/c/d/e' has too many slashes",
            })
    void aRefusalSaysWhatIsWrong(String text, String message) {
        assertRefused(text, message);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue("model");
            assertThat(e).hasMessage(message);
        });
    }
}
