package io.mullama.server.ollama;

import io.mullama.api.ModelDetails;
import io.mullama.api.ollama.OllamaDetails;
import io.mullama.api.ollama.OllamaModel;
import io.mullama.api.ollama.RunningModel;
import io.mullama.engine.Engine;
import io.mullama.engine.LoadedModel;
import io.mullama.gguf.GgufHeader;
import io.mullama.model.Digest;
import io.mullama.model.MullamaException;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words models as Ollama does. Immutable. */
record ModelWording(Models models) {
    /** What Ollama takes for ever: the most nanoseconds of 64 bits. */
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    OllamaModel listed(StoredModel model) {
        return new OllamaModel(
                OllamaNames.listed(model.name()),
                model.modified(),
                model.sizeBytes(),
                digest(model),
                details(model.header()),
                capabilities(model));
    }

    /**
     * A loaded model.
     *
     * @param keepAlive how long it stays once it is unused, where it does not know itself; empty for ever
     */
    RunningModel running(LoadedModel model, Instant now, Optional<Duration> keepAlive) {
        @Nullable Instant end = model.expiresAt();
        Duration left = model.users() > 0 ? keepAlive.orElse(FOR_EVER) : FOR_EVER;
        return new RunningModel(
                OllamaNames.listed(model.alias()),
                model.need().total(),
                digest(model),
                details(model.source().header()),
                Objects.requireNonNullElse(end, now.plus(left)),
                model.need().total() - model.need().onHost(),
                model.engine().map(Engine::contextSize).orElse(0));
    }

    static OllamaDetails details(GgufHeader header) {
        return new OllamaDetails(
                "",
                header.architecture().orElse("unknown"),
                header.parameterCount(),
                header.quantization().orElse("unknown"));
    }

    List<String> capabilities(StoredModel model) {
        ModelDetails.Capabilities can = models.capabilities(model);
        List<String> names = new ArrayList<>();
        names.add(can.completion() ? "completion" : "embedding");
        if (can.vision()) {
            names.add("vision");
        }
        if (can.tools()) {
            names.add("tools");
        }
        if (can.insert()) {
            names.add("insert");
        }
        if (can.thinking()) {
            names.add("thinking");
        }
        return names;
    }

    /** The digest of the model's file, or of what tells it from others where its content was never looked at. */
    String digest(StoredModel model) {
        return models.digest(model)
                .orElseGet(() -> Digest.of(Digest.sha256()
                        .digest(String.join(
                                        "\n", model.file().toString(), "" + model.sizeBytes(), "" + model.modified())
                                .getBytes(StandardCharsets.UTF_8))))
                .hex();
    }

    private String digest(LoadedModel model) {
        try {
            return digest(models.find(model.alias()));
        } catch (MullamaException e) {
            // It answers whatever has become of its name.
            return "";
        }
    }
}
