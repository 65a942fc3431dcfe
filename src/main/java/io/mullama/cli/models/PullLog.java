package io.mullama.cli.models;

import io.mullama.api.PullLine;
import io.mullama.cli.command.Console;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.ProgressBar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pull where no terminal is: a line every few seconds. Thread-safe. */
final class PullLog implements PullDisplay {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Console console;
    private final Clock clock;
    private final PullRates rates = new PullRates();
    private PullLine.@Nullable Downloading downloading;
    private @Nullable Instant told;
    private String status = "";

    PullLog(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public synchronized void show(PullLine line) {
        if (line instanceof PullLine.Downloading files) {
            downloading = files;
            rates.add(clock.instant(), files);
            refresh();
            return;
        }
        downloading = null;
        if (line instanceof PullLine.Phase phase && !phase.status().equals(status)) {
            status = phase.status();
            console.note(status);
        }
    }

    @Override
    public synchronized void refresh() {
        Instant now = clock.instant();
        boolean due = told == null || Duration.between(told, now).compareTo(PAUSE) >= 0;
        PullLine.Downloading files = downloading;
        if (due && files != null && files.downloadedBytes() < files.totalBytes()) {
            told = now;
            console.note(text(files, now));
        }
    }

    @Override
    public synchronized void close() {
        downloading = null;
    }

    private String text(PullLine.Downloading files, Instant now) {
        String what = files.files().size() == 1
                ? files.files().get(0).name()
                : files.files().size() + " files";
        return "pulling " + what + ": " + 100 * files.downloadedBytes() / files.totalBytes() + "% of "
                + HumanNumbers.size(files.totalBytes()) + aside(files, now);
    }

    private String aside(PullLine.Downloading files, Instant now) {
        Optional<String> note = files.files().stream()
                .map(PullLine.File::note)
                .filter(Objects::nonNull)
                .findFirst();
        return note.map(text -> ", " + text)
                .or(() -> rates.together(now, files).map(PullLog::speed))
                .orElse("");
    }

    private static String speed(ProgressBar.Rate rate) {
        return ", " + HumanNumbers.size(rate.perSecond()) + "/s"
                + (rate.secondsLeft() < 0 ? "" : ", " + HumanTime.span(rate.secondsLeft()) + " left");
    }
}
