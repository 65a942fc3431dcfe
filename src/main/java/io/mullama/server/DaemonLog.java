package io.mullama.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The daemon's log on standard error: one line per event, and a stack trace only at level debug. Thread-safe. */
final class DaemonLog extends Formatter {
    /** Held, because the platform holds loggers only weakly and would forget their level. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    /** A file's name or a native message may hold one, and one event is one line. */
    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");

    private final boolean traces;

    DaemonLog(boolean traces) {
        this.traces = traces;
    }

    /** Sends every log line of this process to standard error from now on. */
    static void configure(System.Logger.Level level) {
        Level least = level(level);
        Handler handler = new ConsoleHandler();
        handler.setLevel(least);
        handler.setFormatter(new DaemonLog(level == System.Logger.Level.DEBUG));
        for (Handler other : ROOT.getHandlers()) {
            ROOT.removeHandler(other);
        }
        ROOT.addHandler(handler);
        // Debug is for us and llama.cpp; the platform's own would drown them.
        ROOT.setLevel(least.intValue() < Level.INFO.intValue() ? Level.INFO : least);
        for (Logger own : OWN) {
            own.setLevel(least);
        }
    }

    private static final Logger[] OWN = {Logger.getLogger("io.mullama"), Logger.getLogger("llama.cpp")};

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder()
                .append(TIME.format(event.getInstant().atZone(ZoneId.systemDefault())))
                .append(' ')
                .append(name(event.getLevel()))
                .append(' ')
                .append(shortName(event.getLoggerName()))
                .append(": ")
                .append(LINE_BREAKS.matcher(formatMessage(event).strip()).replaceAll(" "))
                .append(System.lineSeparator());
        if (traces && event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace, true));
            line.append(trace);
        }
        return line.toString();
    }

    private static String shortName(@Nullable String logger) {
        if (logger == null) {
            return "-";
        }
        return logger.startsWith("io.mullama.") ? logger.substring(logger.lastIndexOf('.') + 1) : logger;
    }

    private static String name(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "ERROR"
                : level.intValue() >= Level.WARNING.intValue()
                        ? "WARN "
                        : level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ERROR, OFF -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
            default -> Level.FINE;
        };
    }
}
