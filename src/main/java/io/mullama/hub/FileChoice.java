package io.mullama.hub;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.Quantization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a repository that make the model that somebody wants. Immutable.
 *
 * @param parts the model: one file, or all the parts of a split one in their order
 * @param projector what makes images readable for it
 */
record FileChoice(List<RepositoryFile> parts, Optional<RepositoryFile> projector) {
    private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.CASE_INSENSITIVE);

    /** Of projectors the exact ones come first: they are small, and images suffer from rounding. */
    private static final List<String> PROJECTORS = List.of("F16", "BF16", "Q8_0", "F32");

    FileChoice {
        parts = List.copyOf(parts);
    }

    /**
     * Chooses.
     *
     * @param wanted a file's path or the beginning of its name, or a quantization; empty for the best compromise
     * @param projector how the name of the projector that is preferred begins
     * @throws MullamaException if nothing fits, or more than one thing does
     */
    static FileChoice of(Repository repository, Optional<String> wanted, Optional<String> projector) {
        List<FileChoice> models = models(repository);
        if (models.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND,
                    repository.id() + " holds no GGUF model",
                    "look for a repository of the same model with GGUF in its name");
        }
        Optional<String> choice = wanted.filter(text -> !text.equalsIgnoreCase("latest"));
        FileChoice chosen =
                choice.map(text -> matching(repository, models, text)).orElseGet(() -> preferred(repository, models));
        chosen.requireComplete();
        return new FileChoice(chosen.parts, projector(repository, projector));
    }

    /** Bytes of all its files. */
    long size() {
        return all().stream().mapToLong(RepositoryFile::size).sum();
    }

    /** The projector last. */
    List<RepositoryFile> all() {
        List<RepositoryFile> all = new ArrayList<>(parts);
        projector.ifPresent(all::add);
        return all;
    }

    private RepositoryFile first() {
        return parts.get(0);
    }

    private Optional<Quantization> quantization() {
        return Quantization.inFileName(first().path());
    }

    static List<FileChoice> models(Repository repository) {
        Map<String, List<RepositoryFile>> models = new LinkedHashMap<>();
        repository.files().stream()
                .filter(file -> !isProjector(file)
                        && !file.name().toLowerCase(Locale.ROOT).contains("imatrix"))
                .sorted(Comparator.comparing(RepositoryFile::path))
                .forEach(file -> {
                    Matcher part = PART.matcher(file.path());
                    String model = part.matches() ? part.group(1) + "-of-" + part.group(3) : file.path();
                    models.computeIfAbsent(model, none -> new ArrayList<>()).add(file);
                });
        return models.values().stream()
                .map(parts -> new FileChoice(parts, Optional.empty()))
                .toList();
    }

    private static boolean isProjector(RepositoryFile file) {
        return file.name().toLowerCase(Locale.ROOT).contains("mmproj");
    }

    private static FileChoice preferred(Repository repository, List<FileChoice> models) {
        for (Quantization quantization : Quantization.PREFERRED) {
            List<FileChoice> matching = having(models, quantization);
            if (matching.size() > 1) {
                throw ambiguous(repository, matching, quantization.name());
            } else if (!matching.isEmpty()) {
                return matching.get(0);
            }
        }
        if (models.size() > 1) {
            throw ambiguous(repository, models, "model");
        }
        return models.get(0);
    }

    /** By path, then by name, then by quantization, then by a part of the name. */
    private static FileChoice matching(Repository repository, List<FileChoice> models, String wanted) {
        String text = wanted.toLowerCase(Locale.ROOT);
        String file = text.endsWith(".gguf") ? text : text + ".gguf";
        List<Predicate<FileChoice>> ways = List.of(
                model -> model.parts.stream().anyMatch(part -> part.path().equalsIgnoreCase(file)),
                model -> model.parts.stream().anyMatch(part -> part.name().equalsIgnoreCase(file)),
                model -> Quantization.parse(wanted).equals(model.quantization())
                        && model.quantization().isPresent(),
                model -> model.first().path().toLowerCase(Locale.ROOT).contains(text));
        for (Predicate<FileChoice> way : ways) {
            List<FileChoice> matching = models.stream().filter(way).toList();
            if (matching.size() > 1) {
                throw ambiguous(repository, matching, wanted);
            } else if (!matching.isEmpty()) {
                return matching.get(0);
            }
        }
        throw new MullamaException(
                ErrorCode.MODEL_NOT_FOUND, repository.id() + " has no " + wanted, "it has " + choices(models));
    }

    private static List<FileChoice> having(List<FileChoice> models, Quantization quantization) {
        return models.stream()
                .filter(model -> model.quantization().equals(Optional.of(quantization)))
                .toList();
    }

    private static MullamaException ambiguous(Repository repository, List<FileChoice> models, String what) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                repository.id() + " has more than one " + what,
                "name one of them behind a colon: " + choices(models));
    }

    /** By quantizations where these tell them apart, else by files. */
    private static String choices(List<FileChoice> models) {
        List<String> quantizations = models.stream()
                .flatMap(model -> model.quantization().stream())
                .map(Quantization::name)
                .distinct()
                .toList();
        return quantizations.size() == models.size()
                ? String.join(", ", quantizations)
                : String.join(
                        ", ", models.stream().map(model -> model.first().path()).toList());
    }

    private void requireComplete() {
        Matcher part = PART.matcher(first().path());
        if (part.matches() && Integer.parseInt(part.group(3)) != parts.size()) {
            throw new MullamaException(
                    ErrorCode.INVALID_MODEL_FILE,
                    "%s has %d of its %d parts"
                            .formatted(first().path(), parts.size(), Integer.parseInt(part.group(3))),
                    "take another file of the repository, or tell its owner");
        }
    }

    static Optional<RepositoryFile> projector(Repository repository, Optional<String> preferred) {
        List<RepositoryFile> projectors =
                repository.files().stream().filter(FileChoice::isProjector).toList();
        String beginning = preferred.orElse("").toLowerCase(Locale.ROOT);
        Comparator<RepositoryFile> byName = Comparator.comparing(
                file -> !file.name().toLowerCase(Locale.ROOT).startsWith(beginning));
        return projectors.stream().min(byName.thenComparingInt(FileChoice::rank));
    }

    private static int rank(RepositoryFile projector) {
        int rank = Quantization.inFileName(projector.path())
                .map(quantization -> PROJECTORS.indexOf(quantization.name()))
                .orElse(-1);
        return rank < 0 ? PROJECTORS.size() : rank;
    }
}
