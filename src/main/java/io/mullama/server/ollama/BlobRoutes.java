package io.mullama.server.ollama;

import io.mullama.model.Digest;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.Blobs;
import java.io.IOException;

/** {@code /api/blobs/:digest}: uploads of the files that models are made of. Thread-safe. */
final class BlobRoutes {
    private static final String PATH = "/api/blobs/:digest";

    private final Blobs blobs;

    BlobRoutes(Blobs blobs) {
        this.blobs = blobs;
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("HEAD", PATH, guard.guarded(this::look)).onStream("POST", PATH, guard.guarded(this::receive));
    }

    private void look(HttpRequest request, HttpExchange exchange) throws IOException {
        done(exchange, blobs.find(digest(request)).isPresent() ? 200 : 404);
    }

    /** A file that is here already is not read: most clients ask for it first. */
    private void receive(HttpRequest request, HttpExchange exchange) throws IOException {
        Digest digest = digest(request);
        if (blobs.find(digest).isPresent()) {
            done(exchange, 200);
            return;
        }
        blobs.receive(digest, out -> request.stream().transferTo(out));
        done(exchange, 201);
    }

    private static Digest digest(HttpRequest request) {
        String text = request.pathVariable();
        return Digest.parse(text)
                .orElseThrow(() -> MullamaException.invalidField(
                        "digest", "'" + text + "' is no digest", "write sha256: and 64 hexadecimal digits"));
    }

    private static void done(HttpExchange exchange, int status) throws IOException {
        exchange.respond(status, "text/plain", new byte[0]);
    }
}
