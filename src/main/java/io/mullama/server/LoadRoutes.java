package io.mullama.server;

import io.mullama.api.ApiError;
import io.mullama.api.Fields;
import io.mullama.api.IgnoredFields;
import io.mullama.api.Json;
import io.mullama.api.LoadRequest;
import io.mullama.api.LoadResponse;
import io.mullama.api.ModelChange;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Lease;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.LoadedModel;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The routes that load and unload models by hand. Thread-safe. */
final class LoadRoutes {
    private final Activity activity;
    private final Models models;
    private final HubModels hub;
    private final Settings settings;

    LoadRoutes(Activity activity, Models models, HubModels hub, Settings settings) {
        this.activity = activity;
        this.models = models;
        this.hub = hub;
        this.settings = settings;
    }

    void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/models/load", guard.guarded(this::load))
                .on("POST", "/api/models/:name/unload", guard.guarded(this::unload));
    }

    private void load(HttpRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        exchange.timeLimit(PullAnswer.LONGEST);
        Fields fields = Json.fields(request.body());
        LoadRequest asked = LoadRequest.fromJson(fields);
        StoredModel model = model(asked, exchange);
        LoadOptions options = options(asked, model);
        if (models.loaded(model).isPresent()) {
            throw new MullamaException(
                    ErrorCode.MODEL_ALREADY_LOADED,
                    "Model '" + model.name() + "' is already loaded",
                    "unload it first to load it otherwise");
        }
        models.aliases().put(model, options);
        try (Lease lease = models.acquire(model, KeepAlive.of(asked.keepAlive(), settings), exchange::peerGone)) {
            if (asked.setDefault()) {
                models.setDefault(model.name());
            }
            LoadResponse response = response(model, lease.engine());
            Routes.respond(exchange, 200, IgnoredFields.beside(response, fields.unread()));
        } catch (MullamaException e) {
            models.aliases().remove(ModelName.parse(model.name()));
            throw e;
        }
    }

    /** The file that goes by the alias from now on, or the alias's own model, pulled if need be. */
    private StoredModel model(LoadRequest asked, HttpExchange exchange) throws IOException, InterruptedException {
        if (asked.path() != null) {
            ModelName alias = ModelName.parse(asked.alias());
            return models.find(asked.path()).named(alias.text());
        }
        ModelName name = ModelName.parse(asked.alias());
        try {
            return models.find(asked.alias());
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_NOT_PULLED) {
                throw e;
            }
        }
        try (var watch = hub.pull(name, Optional.empty())) {
            return models.find(new PullAnswer(exchange, false).follow(watch).model());
        }
    }

    private static LoadOptions options(LoadRequest asked, StoredModel model) {
        LoadOptions own = Recipes.loading(model);
        return new LoadOptions(
                own.adapters(),
                orElse(asked.gpuLayers(), own.gpuLayers()),
                orElse(asked.contextSize(), own.contextSize()),
                own.flashAttention());
    }

    private static OptionalInt orElse(@Nullable Integer asked, OptionalInt own) {
        return asked == null ? own : OptionalInt.of(asked);
    }

    private static LoadResponse response(StoredModel model, Engine engine) {
        return new LoadResponse(
                model.name(), model.header().parameterCount(), engine.contextSize(), engine.gpuLayers());
    }

    private void unload(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = RequestWatch.begin(exchange, settings);
        ModelName name = ModelName.parse(request.pathVariable());
        Optional<LoadedModel> meant = loadedAs(name);
        Predicate<LoadedModel> which = model -> meant.filter(model::equals).isPresent();
        boolean any = meant.isPresent() && models.unload(which, watch::isClientGone);
        models.aliases().remove(name);
        if (!any) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_LOADED,
                    "Model '" + name.text() + "' is not loaded",
                    "GET /api/models tells what is");
        }
        Routes.respond(exchange, 200, new ModelChange("unloaded", name.text(), List.of()));
    }

    /** By the name that it was loaded by, or by one that stands for the same. */
    private Optional<LoadedModel> loadedAs(ModelName name) {
        Optional<LoadedModel> same = models.loadedAs(name);
        return same.isPresent() ? same : models.loaded(models.find(name.text()));
    }
}
