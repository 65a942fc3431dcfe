package io.mullama.store.foreign;

import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.model.Quantization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A repository of the hub, of which some files were downloaded. Immutable.
 *
 * @param name {@code org/repo}
 * @param revision unless it is the main one
 */
record Repository(String name, Optional<String> revision, Origin origin) {

    /** The models that these files make up; parts whose set is not complete are left out. */
    List<ForeignModel> models(List<CachedFile> files) {
        List<List<CachedFile>> whole = wholeModels(files);
        Map<String, Long> uses = whole.stream()
                .flatMap(parts -> quantization(parts).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<CachedFile> projectors =
                files.stream().filter(CachedFile::isProjector).toList();
        return whole.stream()
                .map(parts -> {
                    Optional<String> choice = quantization(parts).filter(text -> uses.getOrDefault(text, 0L) == 1);
                    return model(parts, choice.orElse(parts.get(0).path()), projectors);
                })
                .toList();
    }

    /** The parts of each model, in their order. */
    static List<List<CachedFile>> wholeModels(List<CachedFile> files) {
        Map<String, Map<Integer, CachedFile>> sets = new TreeMap<>();
        for (CachedFile file : files) {
            if (file.isModel()) {
                sets.computeIfAbsent(file.whole() + " " + file.parts(), key -> new TreeMap<>())
                        .put(file.part(), file);
            }
        }
        List<List<CachedFile>> whole = new ArrayList<>();
        for (Map<Integer, CachedFile> set : sets.values()) {
            List<CachedFile> parts = List.copyOf(set.values());
            CachedFile last = parts.get(parts.size() - 1);
            if (parts.size() == last.parts()
                    && last.part() == last.parts()
                    && parts.get(0).part() == 1) {
                whole.add(parts);
            } else {
                CacheReader.leaveOut(last.file(), "%d of %d parts are here".formatted(parts.size(), last.parts()));
            }
        }
        return whole;
    }

    private ForeignModel model(List<CachedFile> parts, String choice, List<CachedFile> projectors) {
        CachedFile first = parts.get(0);
        return new ForeignModel(
                Names.typeable(new ModelName.Hub(name, Optional.of(choice), revision), first.file()),
                origin,
                parts.stream().map(CachedFile::file).toList(),
                projector(first, projectors),
                List.of(),
                parts.size() == 1 ? first.digest() : Optional.empty(),
                ModelRecipe.NONE,
                first.modified());
    }

    private static Optional<String> quantization(List<CachedFile> parts) {
        return Quantization.inFileName(parts.get(0).path()).map(Quantization::name);
    }

    /** The one that llama.cpp would take: of the nearest folder above, and nearest in bits. */
    private static Optional<Path> projector(CachedFile model, List<CachedFile> projectors) {
        int bits = bits(model);
        return projectors.stream()
                .filter(projector -> model.folder().startsWith(projector.folder()))
                .min(Comparator.<CachedFile>comparingInt(
                                projector -> -projector.folder().length())
                        .thenComparingInt(projector -> Math.abs(bits(projector) - bits))
                        .thenComparing(CachedFile::path, Comparator.reverseOrder()))
                .map(CachedFile::file);
    }

    private static int bits(CachedFile file) {
        return Quantization.inFileName(file.path())
                .map(quantization -> quantization.name().replaceFirst("^\\D*(\\d+).*", "$1"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
