package io.mullama.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelArgumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"./m.gguf", "../m.gguf", "sub/m.gguf", "org/repo/m.gguf", "./no-extension"})
    void aPathIsMadeAbsolute(String text) {
        assertThat(ModelArgument.resolve(text))
                .isEqualTo(Path.of(text).toAbsolutePath().normalize().toString());
    }

    @Test
    void anAbsolutePathStays() {
        String path = Path.of("/m/x.gguf").toAbsolutePath().toString();

        assertThat(ModelArgument.resolve(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiny",
                "llama3.2:1b",
                "org/repo",
                "org/repo:Q4_K_M",
                "org/repo:m.gguf",
                "hf:org/repo:m.gguf",
                "hf:org/repo/m.gguf",
                "hf.co/org/repo:m.gguf",
                "HuggingFace.co/org/repo/m.gguf",
                "https://huggingface.co/org/repo/blob/main/m.gguf",
                "nowhere.gguf",
                "",
                "a\u0000b/c.gguf"
            })
    void aNameStays(String text) {
        assertThat(ModelArgument.resolve(text)).isEqualTo(text);
    }
}
