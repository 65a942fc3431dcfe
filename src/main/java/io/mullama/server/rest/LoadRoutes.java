package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.LoadRequest;
import io.mullama.api.LoadResponse;
import io.mullama.api.ModelChange;
import io.mullama.api.Warnings;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Lease;
import io.mullama.engine.LoadedModel;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.KeepAlive;
import io.mullama.server.model.LoadedAliases;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes that load and unload models by hand. Thread-safe. */
public final class LoadRoutes {
    private final Activity activity;
    private final Models models;
    private final MissingModels missing;
    private final Settings settings;

    /** Names that somebody is loading a model by. */
    private final Set<String> beingLoaded = ConcurrentHashMap.newKeySet();

    public LoadRoutes(Activity activity, Models models, HubModels hub, Settings settings) {
        this.activity = activity;
        this.models = models;
        this.missing = new MissingModels(models, hub);
        this.settings = settings;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/models/load", guard.guarded(this::load))
                .on("POST", "/api/models/:name/unload", guard.guarded(this::unload));
    }

    private void load(HttpRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        exchange.timeLimit(PullAnswer.LONGEST);
        Fields fields = Json.fields(request.body());
        LoadRequest asked = LoadRequest.fromJson(fields);
        StoredModel model = model(asked, exchange);
        ModelName name = ModelName.parse(model.name());
        if (!beingLoaded.add(name.key())) {
            throw loaded(name);
        }
        try {
            requireUnloaded(name);
            load(name, model, asked, fields, exchange);
        } finally {
            beingLoaded.remove(name.key());
        }
    }

    private void load(ModelName name, StoredModel model, LoadRequest asked, Fields fields, HttpExchange exchange)
            throws IOException {
        models.aliases().put(name, loading(asked, model));
        try (Lease lease = models.acquire(model, KeepAlive.of(asked.keepAlive(), settings), exchange::peerGone)) {
            if (asked.setDefault()) {
                models.setDefault(model.name());
            }
            JsonReply.send(
                    exchange, 200, Warnings.beside(response(model, lease.engine()), warnings(asked, fields.unread())));
        } catch (MullamaException e) {
            // The loading goes on where only this client's patience or connection ended.
            if (models.loaded(model).isEmpty()) {
                models.forget(name);
            }
            throw e;
        }
    }

    /** The file that goes by the alias from now on, or the alias's own model, pulled if need be. */
    private StoredModel model(LoadRequest asked, HttpExchange exchange) throws IOException, InterruptedException {
        ModelName alias = ModelName.parse(asked.alias());
        if (asked.path() != null) {
            if (!(alias instanceof ModelName.Plain)) {
                throw MullamaException.invalidField(
                        "alias",
                        "'" + asked.alias() + "' cannot be the alias of another file",
                        "choose a name such as mine or mine:small, without slashes");
            }
            return models.find(asked.path()).named(alias.text());
        }
        return missing.find(alias, Optional.empty(), new PullAnswer(exchange, false));
    }

    private void requireUnloaded(ModelName name) {
        if (models.loadedAs(name).isPresent()) {
            throw loaded(name);
        }
    }

    private static MullamaException loaded(ModelName name) {
        return new MullamaException(
                ErrorCode.MODEL_ALREADY_LOADED,
                "Model '" + name.text() + "' is already loaded",
                "unload it first to load it otherwise");
    }

    private static LoadedAliases.Loading loading(LoadRequest asked, StoredModel model) {
        return new LoadedAliases.Loading(
                asked.path() == null ? Optional.empty() : Optional.of(model),
                optional(asked.gpuLayers()),
                optional(asked.contextSize()));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** The projector is the contract's, and nothing uses it yet. */
    private static List<String> warnings(LoadRequest asked, List<String> unread) {
        List<String> warnings = new ArrayList<>(Warnings.unknown(unread));
        if (asked.mmproj() != null) {
            warnings.add("'mmproj' has no effect: images are not supported yet");
        }
        return warnings;
    }

    private static LoadResponse response(StoredModel model, Engine engine) {
        return new LoadResponse(
                model.name(), model.header().parameterCount(), engine.contextSize(), engine.gpuLayers());
    }

    private void unload(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = RequestWatch.begin(exchange, settings);
        ModelName name = nameOf(Query.name(request));
        // Before the model goes: a request that comes in between would load it so again.
        boolean given = models.forget(name);
        List<LoadedModel> had = models.unload(name, watch::isClientGone);
        if (had.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_LOADED,
                    "Model '" + name.text() + "' is not loaded",
                    given ? "what POST /api/models/load said of it is forgotten" : "GET /api/models tells what is");
        }
        JsonBody answer = new ModelChange("unloaded", name.text(), List.of());
        JsonReply.send(exchange, 200, Warnings.beside(answer, stillThere(name, had)));
    }

    /** What keeps memory in use that the name shared with others. */
    private static List<String> stillThere(ModelName name, List<LoadedModel> had) {
        return had.stream()
                .filter(model -> !model.isCalled(name))
                .map(model ->
                        "the memory stays in use: the same model is loaded as " + String.join(", ", model.names()))
                .toList();
    }

    /** The name that the model was loaded by, or that the one it stands for has. */
    private ModelName nameOf(ModelName asked) {
        return models.loadedAs(asked).isPresent()
                ? asked
                : ModelName.parse(models.find(asked.text()).name());
    }
}
