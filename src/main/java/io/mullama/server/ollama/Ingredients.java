package io.mullama.server.ollama;

import io.mullama.api.CreateRequest;
import io.mullama.api.ollama.OllamaCreateRequest;
import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.modelfile.AdapterReference;
import io.mullama.modelfile.Modelfile;
import io.mullama.store.Blobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the Modelfile of what a request to {@code /api/create} asks for, with the files that were uploaded. Immutable. */
record Ingredients(Blobs blobs) {
    private static final int ADAPTER_SCALE = 1;

    /** The architecture of files that make images into tokens. */
    private static final String PROJECTOR = "clip";

    /**
     * The order for the model's creation.
     *
     * @throws MullamaException if a file is missing or can be no part of a model
     */
    CreateRequest order(OllamaCreateRequest asked) {
        String text = asked.modelfile() == null ? modelfile(asked).text() : asked.modelfile();
        return new CreateRequest(asked.model(), text, null, asked.quantize(), null);
    }

    private Modelfile modelfile(OllamaCreateRequest asked) {
        List<Path> models = new ArrayList<>();
        List<Path> projectors = new ArrayList<>();
        for (Map.Entry<String, Digest> each : asked.files().entrySet()) {
            Path file = blob("files", each);
            boolean projector = architecture(each.getKey(), file).equals(Optional.of(PROJECTOR));
            (projector ? projectors : models).add(file);
        }
        List<AdapterReference> adapters = asked.adapters().entrySet().stream()
                .map(each -> new AdapterReference(blob("adapters", each).toString(), ADAPTER_SCALE))
                .toList();
        return new Modelfile(
                from(asked, models),
                Optional.empty(),
                adapters,
                projectors.stream().findFirst().map(Path::toString),
                asked.recipe(),
                List.of());
    }

    private static String from(OllamaCreateRequest asked, List<Path> models) {
        if (asked.from() != null) {
            return asked.from();
        }
        if (models.isEmpty()) {
            throw MullamaException.invalidField(
                    "from", "neither 'from' nor 'files' names a model", "name one, or upload a GGUF file of it");
        }
        if (models.size() > 1) {
            throw MullamaException.invalidField(
                    "files",
                    "'files' has " + models.size() + " models, and a model is made of one",
                    "merge the parts of a split model with llama-gguf-split first");
        }
        return models.get(0).toString();
    }

    private Path blob(String field, Map.Entry<String, Digest> file) {
        return blobs.find(file.getValue())
                .orElseThrow(() -> MullamaException.invalidField(
                        field,
                        "'" + field + "' names " + file.getValue() + " for " + file.getKey() + ", which is not here",
                        "upload it first: POST /api/blobs/" + file.getValue()));
    }

    private static Optional<String> architecture(String name, Path file) {
        try {
            GgufHeader header = GgufReader.read(file);
            return header.architecture();
        } catch (IOException | GgufException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            name + " cannot be a part of a model: " + e.getMessage(),
                            "upload GGUF files; other formats are converted with llama.cpp's convert_hf_to_gguf.py")
                    .causedBy(e);
        }
    }
}
