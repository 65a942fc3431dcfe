package io.mullama.hub.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The token that {@code hf auth login} has left, where huggingface_hub looks for it. Immutable. */
public record HubToken(Path file) {

    /** {@code HF_TOKEN_PATH}, else {@code HF_HOME/token}, else {@code ~/.cache/huggingface/token}. */
    public static HubToken of(Map<String, String> environment, Path userHome) {
        try {
            return new HubToken(set(environment, "HF_TOKEN_PATH")
                    .map(userHome::resolve)
                    .or(() -> set(environment, "HF_HOME")
                            .map(home -> userHome.resolve(home).resolve("token")))
                    .orElseGet(() ->
                            caches(environment, userHome).resolve("huggingface").resolve("token")));
        } catch (InvalidPathException e) {
            return new HubToken(userHome.resolve("no-token"));
        }
    }

    /** The token as it is in the file now. */
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path caches(Map<String, String> environment, Path userHome) {
        return set(environment, "XDG_CACHE_HOME").map(userHome::resolve).orElse(userHome.resolve(".cache"));
    }

    private static Optional<String> set(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }
}
