package io.mullama.cli.models;

import io.mullama.api.PullLine;
import io.mullama.terminal.ProgressBar;
import io.mullama.terminal.TransferRate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How fast the files of a pull come, each and together. For one thread. */
final class PullRates {
    private final Map<String, TransferRate> files = new HashMap<>();
    private final TransferRate together = new TransferRate();

    void add(Instant now, PullLine.Downloading line) {
        together.add(now, line.downloadedBytes());
        for (PullLine.File file : line.files()) {
            files.computeIfAbsent(file.name(), name -> new TransferRate()).add(now, file.downloadedBytes());
        }
    }

    Optional<ProgressBar.Rate> together(Instant now, PullLine.Downloading line) {
        return together.rate(now, line.totalBytes() - line.downloadedBytes());
    }

    List<ProgressBar> bars(Instant now, PullLine.Downloading line) {
        return line.files().stream().map(file -> bar(now, file)).toList();
    }

    private ProgressBar bar(Instant now, PullLine.File file) {
        long left = file.totalBytes() - file.downloadedBytes();
        String note = file.note() == null || left <= 0 ? "" : file.note();
        Optional<ProgressBar.Rate> rate = left <= 0
                ? Optional.empty()
                : Optional.ofNullable(files.get(file.name())).flatMap(known -> known.rate(now, left));
        return new ProgressBar(file.name(), file.downloadedBytes(), file.totalBytes(), rate, note);
    }
}
