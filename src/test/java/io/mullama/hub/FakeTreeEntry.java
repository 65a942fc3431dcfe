package io.mullama.hub;

import io.mullama.hub.FakeRepository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A line of a repository's listing: a file, or a folder where there is none. Immutable. */
record FakeTreeEntry(String path, Optional<FakeGitFile> file) {
    /** What lies in a folder, by path, with or without what lies in the folders below. */
    static List<FakeTreeEntry> of(Snapshot snapshot, String folder, boolean recursive) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, FakeTreeEntry> entries = new TreeMap<>();
        snapshot.files().forEach((path, file) -> {
            if (path.startsWith(prefix)) {
                folders(path, prefix).forEach(name -> entries.put(name, new FakeTreeEntry(name, Optional.empty())));
                entries.put(path, new FakeTreeEntry(path, Optional.of(file)));
            }
        });
        return entries.values().stream()
                .filter(entry -> recursive || entry.path().indexOf('/', prefix.length()) < 0)
                .toList();
    }

    private static List<String> folders(String path, String prefix) {
        List<String> folders = new ArrayList<>();
        for (int at = path.indexOf('/', prefix.length()); at >= 0; at = path.indexOf('/', at + 1)) {
            folders.add(path.substring(0, at));
        }
        return folders;
    }
}
