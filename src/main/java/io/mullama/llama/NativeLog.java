package io.mullama.llama;

import com.sun.jna.Pointer;
import io.mullama.llama.binding.ggml_log_callback;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Takes llama.cpp's log lines into ours, and keeps the latest complaints so that an error can say why. Thread-safe.
 */
final class NativeLog implements ggml_log_callback {
    private static final Logger LOG = System.getLogger("llama.cpp");
    private static final int KEPT = 8;
    private static final int WARN = 3;
    private static final int ERROR = 4;
    private static final int CONTINUED = 5;

    /** What llama.cpp said on one thread: a load's lines come on the thread that loads. */
    private static final class Said {
        private final Deque<String> complaints = new ArrayDeque<>();
        private int lastLevel = 1;
    }

    private final ThreadLocal<Said> saidHere = ThreadLocal.withInitial(Said::new);
    private volatile boolean errorsExpected;
    private volatile Consumer<String> follower = line -> {};

    @Override
    public void invoke(int level, Pointer text, Pointer userData) {
        try {
            byte[] bytes = text.getByteArray(0, (int) text.indexOf(0, (byte) 0));
            String line = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            log(level, line);
            follower.accept(line);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a log line of llama.cpp was lost", e);
        }
    }

    private void log(int level, String line) {
        if (line.isEmpty()) {
            return;
        }
        Said said = saidHere.get();
        if (level != CONTINUED) {
            said.lastLevel = level;
        }
        if (said.lastLevel == ERROR) {
            said.complaints.addLast(line);
            if (said.complaints.size() > KEPT) {
                said.complaints.removeFirst();
            }
        }
        boolean notable = !errorsExpected && (said.lastLevel == ERROR || said.lastLevel == WARN);
        LOG.log(notable ? Level.WARNING : Level.DEBUG, line);
    }

    /** While a decode is aborted on purpose, what llama.cpp says of that is for debugging alone. */
    void expectErrors(boolean expected) {
        errorsExpected = expected;
    }

    /** Hands every line to one more, who has to be quick. */
    void follow(Consumer<String> reader) {
        follower = reader;
    }

    boolean hasComplaintAbout(String what) {
        return saidHere.get().complaints.stream().anyMatch(line -> line.contains(what));
    }

    void forgetComplaints() {
        saidHere.get().complaints.clear();
    }

    /** The first error on this thread since they were forgotten: llama.cpp's later ones only repeat that it failed. */
    String firstComplaint() {
        String first = saidHere.get().complaints.peekFirst();
        if (first == null) {
            return "llama.cpp gave no reason";
        }
        // Lines look like "llama_model_load: error loading model: tensor 'x' not found".
        int colon = first.indexOf(": ");
        return colon >= 0 && first.lastIndexOf(' ', colon) < 0 ? first.substring(colon + 2) : first;
    }
}
