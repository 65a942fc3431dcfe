package io.mullama.cli.models;

import io.mullama.api.PullLine;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.LiveLines;
import io.mullama.terminal.ProgressBar;
import io.mullama.terminal.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pull in a terminal: a bar for each file, and below them what is done besides. Thread-safe. */
final class PullBars implements PullDisplay {
    private final Console console;
    private final Clock clock;
    private final Window window;
    private final Glyphs glyphs;
    private final LiveLines lines = new LiveLines();
    private final PullRates rates = new PullRates();
    private PullLine.@Nullable Downloading downloading;
    private String status = "";
    private boolean over;

    PullBars(CliContext context) {
        this.console = context.console();
        this.clock = context.environment().clock();
        this.window = context.environment().window().get();
        this.glyphs = Glyphs.of(context.environment().variables());
    }

    @Override
    public synchronized void show(PullLine line) {
        status = line instanceof PullLine.Phase phase ? phase.status() : "";
        if (!(line instanceof PullLine.Downloading files)) {
            downloading = downloading == null ? null : complete(downloading);
        } else if (downloading != null || files.downloadedBytes() < files.totalBytes()) {
            // What was here before is no progress.
            downloading = files;
            rates.add(clock.instant(), files);
        }
        draw();
    }

    @Override
    public synchronized void refresh() {
        draw();
    }

    @Override
    public synchronized void close() {
        if (!over) {
            status = "";
            draw();
            over = true;
            window.close();
        }
    }

    /** The last bytes come between two lines of the daemon. */
    private static PullLine.Downloading complete(PullLine.Downloading files) {
        return new PullLine.Downloading(
                files.totalBytes(),
                files.totalBytes(),
                files.files().stream()
                        .map(file -> new PullLine.File(file.name(), file.totalBytes(), file.totalBytes(), null))
                        .toList());
    }

    private void draw() {
        if (over) {
            return;
        }
        Window.Size size = window.size();
        List<String> now = new ArrayList<>();
        if (downloading != null) {
            now.addAll(bars(downloading, size));
        }
        if (!status.isEmpty()) {
            now.add(status);
        }
        console.live(lines.show(now, size.columns()));
    }

    /** One line for each file; in a low window, files that are complete or not begun make place for the others. */
    private List<String> bars(PullLine.Downloading files, Window.Size size) {
        Instant now = clock.instant();
        List<ProgressBar> all = rates.bars(now, files);
        // The cursor's own line, and the one of the status.
        int room = Math.max(1, size.rows() - 2);
        if (all.size() <= room) {
            return ProgressBar.lines(all, size.columns(), glyphs);
        }
        List<ProgressBar> some = new ArrayList<>(all.stream()
                .filter(bar -> bar.done() > 0 && bar.done() < bar.total())
                .limit(room - 1L)
                .toList());
        String together = all.size() + " files, " + HumanNumbers.size(files.totalBytes());
        some.add(
                new ProgressBar(together, files.downloadedBytes(), files.totalBytes(), rates.together(now, files), ""));
        return ProgressBar.lines(some, size.columns(), glyphs);
    }
}
