package io.mullama.server.rest;

import io.mullama.engine.Quantizer;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Copies rather than quantizes, at once or when the test opens the gate. Thread-safe. */
public final class FakeQuantizer implements Quantizer {
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<MullamaException> failure = Optional.empty();

    /** Lets every copy wait half-way from now on. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Every copy fails half-way from now on. */
    void fail(String message) {
        failure = Optional.of(new MullamaException(ErrorCode.INVALID_MODEL_FILE, message));
    }

    @Override
    public List<String> types() {
        return List.of("Q4_K_M", "Q8_0");
    }

    @Override
    public String requireType(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (!types().contains(name)) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "there is no quantization '" + type + "'");
        }
        return name;
    }

    @Override
    public void quantize(Path from, Path to, String type, int threads, Progress progress) {
        try {
            progress.done(0, 2);
            Files.write(to, new byte[10]);
            progress.done(1, 2);
            gate.await();
            if (failure.isPresent()) {
                throw failure.get();
            }
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
