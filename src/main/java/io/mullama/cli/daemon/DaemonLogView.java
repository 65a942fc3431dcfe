package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Theme;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows the daemon's log, and what is added to it. For one thread; {@link #end} is for any. */
final class DaemonLogView {
    private static final long PAUSE_MS = 250;

    private final Console console;
    private final Path log;
    private final LogLevel least;
    private final CountDownLatch ended = new CountDownLatch(1);

    DaemonLogView(CliContext context, LogLevel least) {
        this.console = context.console();
        this.log = context.directories().daemonLog();
        this.least = least;
    }

    /** Prints the last lines, of the log before this one too. */
    void show(int count) {
        try (LogReader reader = LogReader.open(log)) {
            List<String> lines = reader.last(count, least);
            String rest = reader.rest();
            print(withOlder(lines, count));
            if (!rest.isEmpty() && count > 0) {
                print(new LogFilter(least).of(List.of(rest)));
            }
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                            ErrorCode.NOT_FOUND,
                            "there is no log yet: " + log,
                            "a daemon in the background writes it; 'mullama serve' writes to its own terminal")
                    .causedBy(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Prints the last lines, then each that is added, until {@link #end}. */
    void follow(int count) {
        try {
            LogReader reader = open();
            if (reader == null) {
                console.progress("waiting for " + log);
            } else {
                print(withOlder(reader.last(count, least), count));
            }
            follow(reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
        throw new MullamaException(ErrorCode.INTERRUPTED, "interrupted");
    }

    void end() {
        ended.countDown();
    }

    private void follow(@Nullable LogReader first) throws IOException {
        LogReader reader = first;
        LogFilter filter = new LogFilter(least);
        try {
            while (!pause()) {
                reader = reader == null ? open() : reader;
                if (reader == null) {
                    continue;
                }
                boolean replaced = reader.isReplaced();
                print(filter.of(reader.more()));
                if (replaced) {
                    String rest = reader.rest();
                    print(rest.isEmpty() ? List.of() : filter.of(List.of(rest)));
                    reader.close();
                    reader = open();
                }
            }
        } finally {
            if (reader != null) {
                reader.close();
            }
        }
    }

    private @Nullable LogReader open() throws IOException {
        try {
            return LogReader.open(log);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether it is over. */
    private boolean pause() {
        try {
            return ended.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private List<String> withOlder(List<String> lines, int count) throws IOException {
        if (lines.size() >= count) {
            return lines;
        }
        Path older = log.resolveSibling(log.getFileName() + ".1");
        try (LogReader reader = LogReader.open(older)) {
            List<String> all = new ArrayList<>(reader.last(count - lines.size(), least));
            all.addAll(lines);
            return all;
        } catch (NoSuchFileException e) {
            return lines;
        }
    }

    private void print(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(painted(console.shown(line))).append('\n');
        }
        console.print(text.toString());
    }

    private String painted(String line) {
        Theme theme = console.theme();
        LogLevel level = LogLevel.of(line);
        if (level == LogLevel.ERROR) {
            return theme.error(line);
        }
        return level == LogLevel.DEBUG ? theme.dim(line) : line;
    }

    private MullamaException unreadable(IOException e) {
        return new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot read " + log + ": " + e.getMessage(),
                        "give yourself read access to it, or set MULLAMA_HOME to another folder")
                .causedBy(e);
    }
}
