package io.mullama.engine.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What llama.cpp logs while this is open, all levels. Thread-safe. */
final class LlamaLog implements AutoCloseable {
    private static final Logger LLAMA = Logger.getLogger("llama.cpp");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LlamaLog() {
        handler.setLevel(Level.ALL);
        LLAMA.setLevel(Level.ALL);
        LLAMA.setUseParentHandlers(false);
        LLAMA.addHandler(handler);
    }

    List<String> lines() {
        return lines;
    }

    /** The sum of the MiB in lines about that. */
    double mebibytes(String what) {
        Pattern pattern = Pattern.compile(Pattern.quote(what) + " = +([0-9.]+) MiB");
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .sum();
    }

    @Override
    public void close() {
        LLAMA.removeHandler(handler);
        LLAMA.setUseParentHandlers(true);
        LLAMA.setLevel(null);
    }
}
