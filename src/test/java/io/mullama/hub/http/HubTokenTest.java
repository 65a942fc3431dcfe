package io.mullama.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubTokenTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path home = files.getPath("/home/ada");

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void itLiesWhereTheHubsOwnToolLeavesIt() {
        assertThat(place(Map.of())).isEqualTo("/home/ada/.cache/huggingface/token");
        assertThat(place(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo("/c/huggingface/token");
        assertThat(place(Map.of("XDG_CACHE_HOME", "/c", "HF_HOME", "/h"))).isEqualTo("/h/token");
        assertThat(place(Map.of("HF_HOME", "/h", "HF_TOKEN_PATH", "/t/my"))).isEqualTo("/t/my");
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(place(Map.of("HF_TOKEN_PATH", "", "HF_HOME", " ", "XDG_CACHE_HOME", "")))
                .isEqualTo("/home/ada/.cache/huggingface/token");
    }

    @Test
    void itIsReadAnewEachTimeWithoutTheLineEnd() throws IOException {
        HubToken token = HubToken.of(Map.of(), home);
        assertThat(token.read()).isEmpty();

        write(token.file(), "hf_one\n");
        assertThat(token.read()).contains("hf_one");

        write(token.file(), "hf_two");
        assertThat(token.read()).contains("hf_two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n"})
    void anEmptyFileHoldsNone(String content) throws IOException {
        HubToken token = HubToken.of(Map.of(), home);
        write(token.file(), content);

        assertThat(token.read()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNone() throws IOException {
        HubToken token = HubToken.of(Map.of(), home);
        Files.createDirectories(token.file());
        assertThat(token.read()).isEmpty();

        assertThat(HubToken.of(Map.of("HF_HOME", "a\0b"), home).read()).isEmpty();
    }

    private String place(Map<String, String> environment) {
        return HubToken.of(environment, home).file().toString();
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }
}
