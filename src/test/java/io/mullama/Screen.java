package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program in a terminal of its own, and all that it has written there. */
public final class Screen implements AutoCloseable {
    private final PtyProcess process;
    private final OutputStream keyboard;
    private final StringBuilder text = new StringBuilder();

    /** A command of the packaged program. */
    public static Screen of(Sandbox sandbox, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Installation.folder().resolve("bin/mullama").toString());
        command.addAll(List.of(arguments));
        return new Screen(sandbox, command);
    }

    /** Any program, with the variables of the sandbox. */
    public Screen(Sandbox sandbox, List<String> command) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", "xterm");
        environment.putAll(sandbox.variables());
        process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setDirectory(sandbox.folder().toString())
                .setInitialColumns(100)
                .setInitialRows(30)
                .start();
        keyboard = process.getOutputStream();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                append(buffer, count);
            }
        } catch (IOException e) {
            // The terminal has gone with its program.
        }
    }

    private synchronized void append(char[] characters, int count) {
        text.append(characters, 0, count);
    }

    public synchronized String text() {
        return text.toString();
    }

    public Screen type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return this;
    }

    public void awaitText(String expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(text()).contains(expected));
    }

    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the program ends; it wrote: %s", text())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
