package io.mullama.store.foreign;

import io.mullama.model.ModelName;
import io.mullama.model.Quantization;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks for what is meant by the name of a repository. Immutable. */
final class HubSearch {
    private static final String MAIN = "main";

    private final String repository;
    private final Optional<String> choice;
    private final Optional<String> revision;

    HubSearch(ModelName.Hub wanted) {
        this.repository = wanted.repository();
        this.choice = choice(wanted);
        this.revision = wanted.revision().filter(text -> !text.equals(MAIN));
    }

    Optional<ForeignModel> in(List<ForeignModel> models) {
        List<ForeignModel> candidates =
                models.stream().filter(this::isOfRepository).toList();
        Optional<ForeignModel> exact = first(candidates, model -> choice(model).equals(choice));
        if (exact.isPresent()) {
            return exact;
        }
        return choice.isEmpty() ? preferred(candidates) : first(candidates, model -> isFile(model, choice.get()));
    }

    private static Optional<ForeignModel> preferred(List<ForeignModel> candidates) {
        for (Quantization quantization : Quantization.PREFERRED) {
            Optional<String> text = Optional.of(quantization.name().toLowerCase(Locale.ROOT));
            Optional<ForeignModel> found =
                    first(candidates, model -> choice(model).equals(text));
            if (found.isPresent()) {
                return found;
            }
        }
        boolean one = candidates.stream().map(HubSearch::choice).distinct().count() == 1;
        return one ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private static Optional<ForeignModel> first(List<ForeignModel> models, Predicate<ForeignModel> wanted) {
        return models.stream().filter(wanted).findFirst();
    }

    private boolean isOfRepository(ForeignModel model) {
        return model.name() instanceof ModelName.Hub hub
                && hub.repository().equalsIgnoreCase(repository)
                && (hub.revision().equals(revision)
                        || (revision.isPresent() && isOfCommit(model.files().get(0), revision.get())));
    }

    /** For the models of the main revision, whose names do not bear the commit. */
    private static boolean isOfCommit(Path file, String commit) {
        String before = "";
        for (Path element : file) {
            if (before.equals("snapshots") && element.toString().equals(commit)) {
                return true;
            }
            before = element.toString();
        }
        return false;
    }

    /** Whether it begins with the file of that path in the repository; llama.cpp made slashes underscores. */
    private static boolean isFile(ForeignModel model, String path) {
        String file = model.files().get(0).toString().replace('\\', '/').toLowerCase(Locale.ROOT);
        return file.endsWith("/" + path)
                || (model.origin() == Origin.LLAMA_CPP && file.endsWith("_" + path.replace('/', '_')));
    }

    private static Optional<String> choice(ForeignModel model) {
        return model.name() instanceof ModelName.Hub hub ? choice(hub) : Optional.empty();
    }

    /** In small letters, quantizations by the one spelling. */
    private static Optional<String> choice(ModelName.Hub name) {
        return name.choice()
                .flatMap(Names::choice)
                .map(text -> Quantization.parse(text).map(Quantization::name).orElse(text))
                .map(text -> text.toLowerCase(Locale.ROOT));
    }
}
