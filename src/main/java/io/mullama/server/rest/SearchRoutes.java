package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.OfferedFile;
import io.mullama.api.SearchResult;
import io.mullama.hub.CatalogEntry;
import io.mullama.hub.HubHit;
import io.mullama.hub.ModelSearch;
import io.mullama.model.Quantization;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Fitting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/search?q=WORDS}: models that could be pulled. Thread-safe. */
public final class SearchRoutes {
    private final Activity activity;
    private final ModelSearch search;
    private final Fitting fitting;

    public SearchRoutes(Activity activity, ModelSearch search, Fitting fitting) {
        this.activity = activity;
        this.search = search;
        this.fitting = fitting;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/search", guard.guarded(this::search));
    }

    private void search(HttpRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        Query query = new Query(request);
        String words = query.text("q");
        ModelSearch.Found found = search.find(words);
        Fitting.Room room = fitting.room();
        List<SearchResult.Hit> hits = new ArrayList<>();
        found.known().forEach(entry -> hits.add(known(room, entry)));
        found.others().forEach(hit -> hits.add(other(room, hit)));
        List<String> warnings = new ArrayList<>(query.warnings());
        found.fault().ifPresent(fault -> warnings.add(fault.getMessage() + "; these are the short names alone"));
        if (hits.isEmpty()) {
            search.catalog().nearest(words).ifPresent(near -> warnings.add("did you mean " + near + "?"));
        }
        JsonReply.send(exchange, 200, new SearchResult(hits, warnings));
    }

    private static SearchResult.Hit known(Fitting.Room room, CatalogEntry entry) {
        Quantization quantization =
                entry.from().choice().flatMap(Quantization::parse).orElse(Quantization.USUAL);
        OfferedFile file = files(room, Fitting.parameters(entry.sizeHint())).usual(entry.name(), quantization);
        return new SearchResult.Hit(entry.name(), entry.description(), entry.sizeHint(), null, List.of(file));
    }

    private static SearchResult.Hit other(Fitting.Room room, HubHit hit) {
        List<OfferedFile> files = files(room, hit.parameters()).of(hit.name(), hit.models());
        return new SearchResult.Hit(hit.name().text(), "", "", hit.downloads(), files);
    }

    /** What is here is not looked for: a search tells no sizes to know it by. */
    private static OfferedFiles files(Fitting.Room room, long parameters) {
        return new OfferedFiles(room, parameters, offer -> false);
    }
}
