package io.mullama.server.anthropic;

import io.mullama.api.ModelDetails.Capabilities;
import io.mullama.api.ModelEntry;
import io.mullama.api.anthropic.AnthropicModel;
import io.mullama.api.anthropic.AnthropicModelList;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.model.Details;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models, as Anthropic lists them. Thread-safe. */
final class ModelPages {
    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 1000;

    private final Models models;

    ModelPages(Models models) {
        this.models = models;
    }

    /** A page of them, the newest first. */
    void list(HttpRequest request, HttpExchange exchange) throws IOException {
        int limit = limit(request);
        List<ModelEntry> all = models.list(false).models().stream()
                .sorted(Comparator.comparing(ModelPages::created).reversed().thenComparing(ModelEntry::alias))
                .toList();
        Optional<String> before = request.query("before_id");
        int from = request.query("after_id")
                .map(id -> index(all, "after_id", id) + 1)
                .orElse(0);
        int to = before.map(id -> index(all, "before_id", id)).orElse(all.size());
        List<ModelEntry> rest = all.subList(Math.min(from, to), to);
        boolean more = rest.size() > limit;
        boolean fromEnd = before.isPresent() && more;
        List<ModelEntry> page = fromEnd
                ? rest.subList(rest.size() - limit, rest.size())
                : rest.subList(0, Math.min(limit, rest.size()));
        JsonReply.send(
                exchange,
                200,
                new AnthropicModelList(page.stream().map(this::model).toList(), more));
    }

    void show(HttpRequest request, HttpExchange exchange) throws IOException {
        StoredModel model = models.find(request.pathVariable());
        ModelEntry entry = Details.of(model, models).entry();
        JsonReply.send(exchange, 200, model(entry, models.capabilities(model)));
    }

    private static int limit(HttpRequest request) {
        Optional<String> asked = request.query("limit");
        if (asked.isEmpty()) {
            return USUAL_LIMIT;
        }
        try {
            int limit = Integer.parseInt(asked.get());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // It is said below.
        }
        throw MullamaException.invalidField("limit", "'limit' must be a number from 1 to 1000, not " + asked.get());
    }

    private static int index(List<ModelEntry> all, String parameter, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).alias().equals(id)) {
                return i;
            }
        }
        throw MullamaException.invalidField(
                parameter, "'" + parameter + "' names the model \"" + id + "\", which is not listed");
    }

    private AnthropicModel model(ModelEntry entry) {
        return model(entry, capabilities(entry.alias()));
    }

    private static AnthropicModel model(ModelEntry entry, @Nullable Capabilities capabilities) {
        return new AnthropicModel(entry.alias(), created(entry), entry.contextSize(), capabilities);
    }

    /** Null of a model that is loaded, and whose file is gone. */
    private @Nullable Capabilities capabilities(String name) {
        try {
            return models.capabilities(models.find(name));
        } catch (MullamaException e) {
            return null;
        }
    }

    private static Instant created(ModelEntry entry) {
        return Objects.requireNonNullElse(entry.modifiedAt(), Instant.EPOCH);
    }
}
