package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.SearchResult;
import io.mullama.hub.ModelSearch;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/search?q=WORDS}: models that could be pulled. Thread-safe. */
public final class SearchRoutes {
    private final Activity activity;
    private final ModelSearch search;

    public SearchRoutes(Activity activity, ModelSearch search) {
        this.activity = activity;
        this.search = search;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/search", guard.guarded(this::search));
    }

    private void search(HttpRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        Query query = new Query(request);
        ModelSearch.Found found = search.find(query.text("q"));
        List<SearchResult.Hit> hits = new ArrayList<>();
        found.known()
                .forEach(entry ->
                        hits.add(new SearchResult.Hit(entry.name(), entry.description(), entry.sizeHint(), null)));
        found.others().forEach(hit -> hits.add(new SearchResult.Hit(hit.name().text(), "", "", hit.downloads())));
        List<String> warnings = new ArrayList<>(query.warnings());
        found.fault().ifPresent(fault -> warnings.add(fault.getMessage() + "; these are the short names alone"));
        JsonReply.send(exchange, 200, new SearchResult(hits, warnings));
    }
}
