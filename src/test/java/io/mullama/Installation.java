package io.mullama;

import java.nio.file.Path;

/** The packaged program that integration tests run. */
public final class Installation {
    private Installation() {}

    /** The folder that holds {@code bin} and {@code lib}. */
    public static Path folder() {
        return Path.of(System.getProperty("mullama.installation", "target/mullama"))
                .toAbsolutePath();
    }

    public static Path natives() {
        return folder().resolve("lib/native");
    }

    public static Path tiny() {
        return folder().resolve("models/tiny.gguf");
    }
}
