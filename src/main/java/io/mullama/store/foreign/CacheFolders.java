package io.mullama.store.foreign;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where each tool keeps its models, by its own rules. For one thread. */
final class CacheFolders {
    private final FileSystem files;
    private final Map<String, String> environment;
    private final Path home;

    CacheFolders(FileSystem files, Map<String, String> environment, Path home) {
        this.files = files;
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    List<ForeignCache> caches() {
        List<ForeignCache> caches = new ArrayList<>();
        Path hub = huggingFace();
        caches.add(new HuggingFaceCache(hub, Origin.HUGGING_FACE));
        variable("LLAMA_CACHE")
                .filter(folder -> !real(folder).equals(real(hub)))
                .ifPresent(folder -> caches.add(new HuggingFaceCache(folder, Origin.LLAMA_CPP)));
        llamaCpp().forEach(folder -> caches.add(new LlamaCppCache(folder)));
        distinct(ollama()).forEach(folder -> caches.add(new OllamaCache(folder)));
        distinct(lmStudio()).forEach(folder -> caches.add(new LmStudioCache(folder)));
        return caches;
    }

    /** Without those that are links to one before them, as tools leave them when they move. */
    private static Collection<Path> distinct(Collection<Path> folders) {
        Map<Path, Path> distinct = new LinkedHashMap<>();
        folders.forEach(folder -> distinct.putIfAbsent(real(folder), folder));
        return distinct.values();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private Path huggingFace() {
        return Stream.of(
                        variable("HF_HUB_CACHE"),
                        variable("HUGGINGFACE_HUB_CACHE"),
                        variable("HF_HOME").map(folder -> folder.resolve("hub")),
                        Optional.of(cache().resolve("huggingface").resolve("hub")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** One of them exists at most: which it is, depends on the operating system. */
    private List<Path> llamaCpp() {
        return variable("LLAMA_CACHE")
                .map(List::of)
                .orElseGet(() -> Stream.of(
                                Optional.of(cache()),
                                Optional.of(home.resolve("Library").resolve("Caches")),
                                isWindows() ? variable("LOCALAPPDATA") : Optional.<Path>empty())
                        .flatMap(Optional::stream)
                        .map(folder -> folder.resolve("llama.cpp"))
                        .toList());
    }

    /** A person's own, and that of the service which Linux's installer sets up. */
    private List<Path> ollama() {
        Path own = home.resolve(".ollama").resolve("models");
        return variable("OLLAMA_MODELS")
                .map(List::of)
                .orElseGet(() ->
                        isWindows() ? List.of(own) : List.of(own, files.getPath("/usr/share/ollama/.ollama/models")));
    }

    /** LM Studio can be told to live elsewhere, and to put models elsewhere again. */
    private Set<Path> lmStudio() {
        Set<Path> homes = new LinkedHashSet<>();
        text(home.resolve(".lmstudio-home-pointer")).flatMap(this::path).ifPresent(homes::add);
        homes.add(home.resolve(".lmstudio"));
        homes.add(home.resolve(".cache").resolve("lm-studio"));
        Set<Path> folders = new LinkedHashSet<>();
        for (Path each : homes) {
            modelsOf(each.resolve("settings.json")).ifPresent(folders::add);
            folders.add(each.resolve("models"));
        }
        return folders;
    }

    private Optional<Path> modelsOf(Path settings) {
        try {
            return path(CacheReader.json(settings).path("downloadsFolder").asText());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            CacheReader.leaveOut(settings, e.toString());
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(CacheReader.text(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            CacheReader.leaveOut(file, e.toString());
            return Optional.empty();
        }
    }

    private Path cache() {
        return variable("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(environment.get(name)).flatMap(this::path);
    }

    private Optional<Path> path(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean inHome = stripped.equals("~") || stripped.startsWith("~/") || stripped.startsWith("~\\");
            Path path = inHome
                    ? home.resolve(files.getPath(stripped.substring(stripped.length() == 1 ? 1 : 2)))
                    : files.getPath(stripped);
            return Optional.of(path.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            CacheReader.leaveOut(home, "'" + stripped + "' is no path");
            return Optional.empty();
        }
    }

    private boolean isWindows() {
        return files.getSeparator().equals("\\");
    }
}
