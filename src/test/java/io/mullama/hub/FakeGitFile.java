package io.mullama.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file in a repository: as git LFS keeps it, where it is big, or as git itself does. Immutable. */
record FakeGitFile(String path, FakeContent content) {
    private static final long BIG = 10 << 20;
    private static final List<String> LFS_ENDINGS = List.of(".gguf", ".safetensors", ".bin", ".onnx");

    boolean lfs() {
        return content.size() > BIG || LFS_ENDINGS.stream().anyMatch(path::endsWith);
    }

    /** What git holds: the file, or the pointer that git LFS left in its place. */
    FakeContent inGit() {
        return lfs() ? pointer() : content;
    }

    String oid() {
        return inGit().gitBlobId();
    }

    private FakeContent pointer() {
        return FakeContent.of(("version https://git-lfs.github.com/spec/v1\noid sha256:" + content.sha256() + "\nsize "
                        + content.size() + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
