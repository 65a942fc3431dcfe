package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.RepositoryInfo;
import io.mullama.hub.CatalogEntry;
import io.mullama.hub.Offer;
import io.mullama.hub.PullTarget;
import io.mullama.hub.RepositoryCard;
import io.mullama.hub.RepositoryFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Fitting;
import io.mullama.server.model.HubModels;
import io.mullama.store.ModelCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/info?model=NAME}: what could be pulled by that name, file by file. Thread-safe. */
public final class InfoRoutes {
    private final Activity activity;
    private final HubModels hub;
    private final ModelCache cache;
    private final Fitting fitting;

    public InfoRoutes(Activity activity, HubModels hub, ModelCache cache, Fitting fitting) {
        this.activity = activity;
        this.hub = hub;
        this.cache = cache;
        this.fitting = fitting;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/info", guard.guarded(this::info));
    }

    private void info(HttpRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        Query query = new Query(request);
        ModelName name = ModelName.parse("model", query.text("model"));
        PullTarget target = require(name);
        List<String> warnings = new ArrayList<>(query.warnings());
        JsonReply.send(exchange, 200, info(name, target, warnings));
    }

    private PullTarget require(ModelName name) {
        if (hub.local(name).isPresent()) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "'" + name.text() + "' is here, and comes from no repository",
                    "see what it is with: mullama show " + name.text());
        }
        return hub.target(name);
    }

    /** Of a short name something is known without the hub. */
    private RepositoryInfo info(ModelName name, PullTarget target, List<String> warnings) throws InterruptedException {
        Optional<CatalogEntry> entry =
                name instanceof ModelName.Plain plain ? hub.catalog().find(plain) : Optional.empty();
        try {
            return of(target, hub.search().look(target), entry, warnings);
        } catch (MullamaException e) {
            if (entry.isEmpty() || e.code() != ErrorCode.DOWNLOAD_FAILED) {
                throw e;
            }
            warnings.add(e.getMessage() + "; this is what the short name tells");
            return of(target, entry.get(), warnings);
        }
    }

    private RepositoryInfo of(
            PullTarget target, RepositoryCard card, Optional<CatalogEntry> entry, List<String> warnings) {
        Fitting.Room room = fitting.room();
        boolean newest = target.source().revision().isEmpty();
        OfferedFiles files = new OfferedFiles(
                room,
                card.parameters(),
                offer -> newest && isHere(card.repository().id(), offer));
        return new RepositoryInfo(
                target.name().text(),
                new RepositoryInfo.About(
                        card.repository().id(),
                        entry.map(CatalogEntry::description).orElse(""),
                        card.license(),
                        card.parameters(),
                        card.architecture()),
                new RepositoryInfo.Standing(
                        card.downloads(),
                        card.likes(),
                        card.updated().orElse(null),
                        card.repository().gated()),
                files.of(target.source(), card.offers()),
                room.bytes(),
                warnings);
    }

    private RepositoryInfo of(PullTarget target, CatalogEntry entry, List<String> warnings) {
        return new RepositoryInfo(
                target.name().text(),
                new RepositoryInfo.About(
                        target.source().repository(),
                        entry.description(),
                        "",
                        Fitting.parameters(entry.sizeHint()),
                        ""),
                new RepositoryInfo.Standing(0, 0, null, false),
                List.of(),
                fitting.room().bytes(),
                warnings);
    }

    private boolean isHere(String repository, Offer offer) {
        return offer.parts().stream().allMatch(part -> isHere(repository, part));
    }

    private boolean isHere(String repository, RepositoryFile file) {
        Path path = cache.place(repository, Optional.empty(), file.path());
        try {
            return Files.size(path) == file.size();
        } catch (IOException e) {
            return false;
        }
    }
}
