package io.mullama.hub;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.store.FileCheck;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        // llama.cpp finds the parts of a split model beside the first one, so they stay together.
        List<Placed> known = known(choice);
        if (!known.isEmpty()) {
            return known;
        }
        Optional<String> commit = wanted.revision().map(any -> repository.commit());
        List<Placed> placed = placed(repository, choice, commit);
        boolean clashes = placed.stream().anyMatch(this::isTakenByAnother);
        return clashes ? placed(repository, choice, Optional.of(repository.commit())) : placed;
    }

    /** Where all of them are that very content already, under another name or of another tool. */
    private List<Placed> known(FileChoice choice) {
        List<Placed> known = new ArrayList<>();
        for (RepositoryFile file : choice.all()) {
            Optional<Path> path = file.digest().flatMap(digest -> store.fileOf(digest, file.size()));
            if (path.isEmpty()) {
                return List.of();
            }
            known.add(new Placed(file, path.get(), true));
        }
        return choice.parts().size() == 1
                        || haveOneFolder(known.subList(0, choice.parts().size()))
                ? known
                : List.of();
    }

    private static boolean haveOneFolder(List<Placed> parts) {
        return parts.stream().map(part -> part.path().getParent()).distinct().count() == 1
                && parts.stream()
                        .allMatch(part -> part.path().endsWith(part.file().name()));
    }

    private List<Placed> placed(Repository repository, FileChoice choice, Optional<String> commit) {
        return choice.all().stream()
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
