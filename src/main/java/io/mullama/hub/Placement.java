package io.mullama.hub;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.store.FileCheck;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds out where the files of a repository lie, or are to lie. Thread-safe. */
final class Placement {
    /** A file, where it belongs, and whether it is there. */
    record Placed(RepositoryFile file, Path path, boolean present) {}

    private final ModelStore store;

    Placement(ModelStore store) {
        this.store = store;
    }

    /** The places of all files that were chosen, in their order. */
    List<Placed> of(Repository repository, FileChoice choice, ModelName.Hub wanted) {
        // llama.cpp finds the parts of a split model beside the first one, so they stay together. What is known is
        // looked
        // for once: other tools' caches are walked through for it, and what they have is hashed.
        Map<RepositoryFile, Placed> places = new HashMap<>();
        known(choice.parts()).forEach(placed -> places.put(placed.file(), placed));
        known(choice.projector().stream().toList()).forEach(placed -> places.put(placed.file(), placed));
        List<RepositoryFile> others =
                choice.all().stream().filter(file -> !places.containsKey(file)).toList();
        Optional<String> commit = wanted.revision().map(any -> repository.commit());
        List<Placed> placed = placed(repository, others, commit);
        if (placed.stream().anyMatch(this::isTakenByAnother)) {
            placed = placed(repository, others, Optional.of(repository.commit()));
        }
        placed.forEach(each -> places.put(each.file(), each));
        return choice.all().stream()
                .map(file -> Objects.requireNonNull(places.get(file)))
                .toList();
    }

    /** Where all of them are that very content already, under another name or of another tool, and in one folder. */
    private List<Placed> known(List<RepositoryFile> files) {
        List<Placed> known = new ArrayList<>();
        for (RepositoryFile file : files) {
            Optional<Path> path = file.digest().flatMap(digest -> store.fileOf(digest, file.size()));
            if (path.isEmpty()) {
                return List.of();
            }
            known.add(new Placed(file, path.get(), true));
        }
        return files.size() <= 1 || haveOneFolder(known) ? known : List.of();
    }

    private static boolean haveOneFolder(List<Placed> parts) {
        return parts.stream().map(part -> part.path().getParent()).distinct().count() == 1
                && parts.stream()
                        .allMatch(part -> part.path().endsWith(part.file().name()));
    }

    private List<Placed> placed(Repository repository, List<RepositoryFile> files, Optional<String> commit) {
        return files.stream()
                .map(file -> {
                    Path path = store.cache().place(repository.id(), commit, file.path());
                    return new Placed(file, path, isThere(file, path));
                })
                .toList();
    }

    /** Whether it is there as the hub has it; what has the size alone is read. */
    static boolean isThere(RepositoryFile file, Path path) {
        try {
            Optional<Digest> wanted = file.digest();
            return Files.isRegularFile(path)
                    && Files.size(path) == file.size()
                    && wanted.isPresent()
                    && FileCheck.digest(path).equals(wanted.get());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isTakenByAnother(Placed placed) {
        return !placed.present() && store.needed().contains(placed.path());
    }
}
