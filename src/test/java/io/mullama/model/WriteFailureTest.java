package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WriteFailureTest {
    @Test
    void aFullDiskIsNoMatterOfRights() {
        for (IOException cause : new IOException[] {
            new IOException("No space left on device"),
            new FileSystemException("/home/x", null, "Disk quota exceeded"),
            new IOException("There is not enough space on the disk")
        }) {
            MullamaException error = error(cause);
            assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
            assertThat(error).hasMessage("the disk of /home is full").hasCause(cause);
            assertThat(error.hint()).hasValue("make room");
        }
    }

    @Test
    void anythingElseIsSaidAsTheSystemSaysIt() {
        MullamaException error = error(new FileSystemException("/home/x", null, "Read-only file system"));
        assertThat(error.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(error).hasMessage("cannot write to /home: Read-only file system");
        assertThat(error.hint()).hasValue("ask for rights");
        assertThat(error(new AccessDeniedException("/home/x")))
                .hasMessage("cannot write to /home: it is not permitted");
    }

    private static MullamaException error(IOException cause) {
        return WriteFailure.of(Path.of("/home"), cause, "make room", "ask for rights");
    }
}
