package io.mullama.server;

import io.mullama.api.docs.DialectDocs;
import io.mullama.api.ollama.OllamaError;
import io.mullama.config.AccessSettings;
import io.mullama.config.Settings;
import io.mullama.engine.memory.MemorySource;
import io.mullama.server.access.ApiKeys;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.Backend;
import io.mullama.server.anthropic.AnthropicDocs;
import io.mullama.server.anthropic.AnthropicRoutes;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Creation;
import io.mullama.server.model.DefaultLoads;
import io.mullama.server.model.Fitting;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.Models;
import io.mullama.server.ollama.OllamaDocs;
import io.mullama.server.ollama.OllamaRoutes;
import io.mullama.server.openai.OpenAiDocs;
import io.mullama.server.openai.OpenAiRoutes;
import io.mullama.server.openai.responses.ResponsesDocs;
import io.mullama.server.openai.responses.ResponsesRoutes;
import io.mullama.server.rest.AnswerRoutes;
import io.mullama.server.rest.BenchRoutes;
import io.mullama.server.rest.CacheRoutes;
import io.mullama.server.rest.CreateRoutes;
import io.mullama.server.rest.DaemonState;
import io.mullama.server.rest.DefaultsRoutes;
import io.mullama.server.rest.Doctor;
import io.mullama.server.rest.DoctorRoutes;
import io.mullama.server.rest.EmbeddingRoutes;
import io.mullama.server.rest.InfoRoutes;
import io.mullama.server.rest.LoadRoutes;
import io.mullama.server.rest.Manner;
import io.mullama.server.rest.MetricsRoutes;
import io.mullama.server.rest.ModelRoutes;
import io.mullama.server.rest.OpenApiRoutes;
import io.mullama.server.rest.PullRoutes;
import io.mullama.server.rest.RenderRoutes;
import io.mullama.server.rest.RestDocs;
import io.mullama.server.rest.Routes;
import io.mullama.server.rest.SearchRoutes;
import io.mullama.server.rest.TokenRoutes;
import io.mullama.store.Blobs;
import io.mullama.store.ModelStore;
import java.time.InstantSource;
import java.util.List;

/** The routes of every dialect. Immutable. */
record RouteTable(
        Backend backend,
        DaemonState state,
        Settings settings,
        HubModels hub,
        ModelStore store,
        Creation creation,
        Doctor doctor) {

    /** What is known of the routes of each dialect; a new one adds its own. */
    static final List<DialectDocs> DOCS =
            List.of(RestDocs.ALL, OllamaDocs.ALL, OpenAiDocs.ALL, ResponsesDocs.ALL, AnthropicDocs.ALL);

    HttpRouter router() {
        HttpRouter router = new HttpRouter();
        addAnswering(router);
        addModels(router);
        new OllamaRoutes(
                        backend,
                        settings,
                        new OllamaRoutes.Stock(hub, store, creation, new Blobs(store)),
                        manner()::error)
                .addTo(router);
        new OpenAiRoutes(backend).addTo(router);
        ApiKeys keys = new ApiKeys(new AccessSettings(settings).keys());
        new ResponsesRoutes(backend, request -> keys.shownBy(request).orElse("")).addTo(router);
        new AnthropicRoutes(backend).addTo(router);
        describe(router);
        return router;
    }

    /** How those routes behave that mullama's own API and Ollama's have both. */
    private Manner manner() {
        return settings.ollama() ? new Manner(true, OllamaRoutes.DEFAULTS, OllamaError::of) : Manner.CONTRACT;
    }

    /** The last: these look at what is there. */
    private void describe(HttpRouter router) {
        new DoctorRoutes(backend.activity(), doctor).addTo(router);
        new OpenApiRoutes(backend.activity(), backend.version(), router, DOCS).addTo(router);
    }

    private void addAnswering(HttpRouter router) {
        new Routes(state).addTo(router);
        new MetricsRoutes(backend).addTo(router);
        new AnswerRoutes(backend, manner()).addTo(router);
        new EmbeddingRoutes(backend.activity(), backend.leases(), manner()).addTo(router);
        new RenderRoutes(backend.activity(), backend.leases(), backend.prompts()).addTo(router);
        new TokenRoutes(backend.activity(), backend.leases()).addTo(router);
        new BenchRoutes(state, backend.models(), settings).addTo(router);
    }

    private void addModels(HttpRouter router) {
        Activity activity = backend.activity();
        Models models = backend.models();
        DefaultLoads loads = new DefaultLoads(
                models, hub, settings, InstantSource.system(), work -> Daemon.background("default-model", work));
        new PullRoutes(activity, hub).addTo(router);
        new ModelRoutes(activity, models, store, settings, loads).addTo(router);
        new LoadRoutes(activity, models, hub, settings).addTo(router);
        new DefaultsRoutes(activity, hub, loads).addTo(router);
        Fitting fitting = new Fitting(MemorySource.of(settings.memoryLimit()), models::memoryUsed, settings);
        new SearchRoutes(activity, hub.search(), fitting).addTo(router);
        new InfoRoutes(activity, hub, store.cache(), fitting).addTo(router);
        new CreateRoutes(activity, models, hub, creation).addTo(router);
        new CacheRoutes(activity, store, () -> hub.isPulling() || creation.isCopying()).addTo(router);
    }
}
