package io.mullama.hub;

import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.Quantization;
import java.util.List;
import java.util.Optional;

/**
 * A model that could be pulled from a repository. Immutable.
 *
 * @param parts its files in their order: one, or those of a split model
 * @param projector what comes with it to make images readable
 * @param usual whether it is what comes where nobody chooses
 */
public record Offer(List<RepositoryFile> parts, Optional<RepositoryFile> projector, boolean usual) {
    public Offer {
        parts = List.copyOf(parts);
    }

    /** The models of a repository, in the order of their paths; of those that lie in it, what {@code wanted} names. */
    static List<Offer> of(Repository repository, Optional<String> wanted, Optional<String> projector) {
        List<RepositoryFile> usual = usual(repository, wanted);
        Optional<RepositoryFile> beside = FileChoice.projector(repository, projector);
        return FileChoice.models(repository).stream()
                .map(model -> new Offer(model.parts(), beside, model.parts().equals(usual)))
                .toList();
    }

    /** None where it would have to be chosen. */
    private static List<RepositoryFile> usual(Repository repository, Optional<String> wanted) {
        try {
            return FileChoice.of(repository, wanted, Optional.empty()).parts();
        } catch (MullamaException e) {
            return List.of();
        }
    }

    /** The first file's path in the repository. */
    public String path() {
        return parts.get(0).path();
    }

    public Optional<Quantization> quantization() {
        return Quantization.inFileName(path());
    }

    /** Bytes of all its files. */
    public long size() {
        return parts.stream().mapToLong(RepositoryFile::size).sum()
                + projector.map(RepositoryFile::size).orElse(0L);
    }

    /** What pulls it: {@code hf:org/repo:Q4_K_M}, or with the file where the quantization tells too little. */
    public String name(ModelName.Hub repository, boolean byQuantization) {
        String choice = byQuantization ? quantization().map(Quantization::name).orElseGet(this::path) : path();
        return new ModelName.Hub(repository.repository(), Optional.of(choice), repository.revision()).text();
    }
}
