package io.mullama.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Why the output could not be written, whatever language the system speaks. */
class StandardOutputTest {
    @TempDir
    Path folder;

    private static OutputStream failing(String words) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(words);
            }
        };
    }

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeThatNobodyReadsIsClosed() throws Exception {
        Path pipe = pipe();
        RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
        try (FileOutputStream stream = new FileOutputStream(pipe.toFile())) {
            StandardOutput output = new StandardOutput(stream, pipe.toString());
            output.write('x');
            reader.close();
            assertThatThrownBy(() -> output.write('x')).isInstanceOf(Console.OutputClosed.class);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theWordsMakeNoDifference() throws Exception {
        StandardOutput output =
                new StandardOutput(failing("Daten\u00fcbergabe unterbrochen (broken pipe)"), pipe().toString());
        assertThatThrownBy(() -> output.write('x')).isInstanceOf(Console.OutputClosed.class);
        StandardOutput file = new StandardOutput(failing("Broken pipe"), folder.toString());
        assertThatThrownBy(() -> file.write('x')).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAnError() throws Exception {
        try (FileOutputStream stream = new FileOutputStream("/dev/full")) {
            StandardOutput output = new StandardOutput(stream, "/dev/full");
            assertThatThrownBy(() -> output.write('x')).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whereNobodyKnowsWhatTheOutputIsTheWordsTell() {
        String nowhere = folder.resolve("nowhere").toString();
        assertThatThrownBy(() -> new StandardOutput(failing("The pipe is being closed"), nowhere).write('x'))
                .isInstanceOf(Console.OutputClosed.class);
        assertThatThrownBy(() -> new StandardOutput(failing("No space left on device"), nowhere).write('x'))
                .isInstanceOf(IOException.class);
    }
}
