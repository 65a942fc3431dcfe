package io.mullama.server.model;

import io.mullama.api.ModelDetails;
import io.mullama.api.ModelDetails.Numbers;
import io.mullama.api.ModelDetails.Text;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.ModelClasses;
import io.mullama.model.ModelRecipe;
import io.mullama.modelfile.AdapterReference;
import io.mullama.modelfile.Modelfile;
import io.mullama.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of a model what its file and its recipe say. Stateless. */
public final class Details {
    private Details() {}

    public static ModelDetails of(StoredModel model, Models models) {
        GgufHeader header = model.header();
        return new ModelDetails(
                models.entry(model),
                ModelClasses.of(header.architecture().orElse("unknown")),
                models.capabilities(model),
                new Numbers(
                        orNull(header.vocabularySize()),
                        orNull(header.contextLength()),
                        orNull(header.embeddingLength())),
                text(model, models),
                files(model).map(Path::toString).toList());
    }

    private static Stream<Path> files(StoredModel model) {
        return Stream.of(
                        model.files().parts().stream(),
                        model.files().projector().stream(),
                        model.files().adapters().stream().map(StoredModel.AdapterFile::file))
                .flatMap(each -> each);
    }

    private static Text text(StoredModel model, Models models) {
        ModelRecipe recipe = model.recipe();
        return new Text(
                modelfile(model, models).text(),
                Recipes.template(model).orElse(null),
                recipe.system(),
                recipe.parameters().stream()
                        .map(each -> each.name() + " " + each.value())
                        .toList(),
                license(model),
                model.source()
                        .map(source -> source.repository() + "@" + source.commit())
                        .orElse(null));
    }

    /** One that makes the same model of the same files. */
    private static Modelfile modelfile(StoredModel model, Models models) {
        List<AdapterReference> adapters = model.files().adapters().stream()
                .map(each -> new AdapterReference(each.file().toString(), each.scale()))
                .toList();
        return new Modelfile(
                model.file().toString(),
                models.digest(model),
                adapters,
                model.files().projector().map(Path::toString),
                model.recipe(),
                List.of());
    }

    private static @Nullable String license(StoredModel model) {
        if (!model.recipe().licenses().isEmpty()) {
            return String.join("\n\n", model.recipe().licenses());
        }
        String text = Stream.of("general.license.name", "general.license", "general.license.link")
                .flatMap(key -> model.header().text(key).stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
