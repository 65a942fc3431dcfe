package io.mullama.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Finds the handler for a request's path and method; routes are added before the server starts, then it is thread-safe.
 *
 * <p>Where several routes match, those of the request's method come first, then whole paths, then the longest pattern.
 * HEAD is answered by GET's route, and OPTIONS on every path for the sake of browsers (CORS).
 */
public final class HttpRouter implements HttpHandler {
    /** {@code header}: the header that a request must have, by any value; empty for none. */
    private record Route(
            String method, String path, RoutePattern pattern, String header, BodyUse use, HttpHandler handler) {
        boolean matches(HttpRequest request, List<String> segments) {
            return (header.isEmpty() || request.header(header).isPresent())
                    && pattern.match(segments).isPresent();
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /**
     * Adds a route.
     *
     * @param pattern a path, of which one segment may be variable, as in {@code /api/models/:name/unload}; that one may
     *     stand for several segments of the request's path, because model names hold slashes
     */
    public HttpRouter on(String method, String pattern, HttpHandler handler) {
        return onHeader("", method, pattern, handler);
    }

    /** Adds a route whose handler reads the body as it comes, however long it is. */
    public HttpRouter onStream(String method, String pattern, HttpHandler handler) {
        return add(new Route(method, pattern, RoutePattern.parse(pattern), "", BodyUse.STREAM, handler));
    }

    /**
     * Adds a route for requests that have a header, by which a dialect is told from another on the same path; it comes
     * before the path's route for all others.
     */
    public HttpRouter onHeader(String header, String method, String pattern, HttpHandler handler) {
        BodyUse use = method.equals("GET") || method.equals("HEAD") ? BodyUse.NONE : BodyUse.WHOLE;
        return add(new Route(method, pattern, RoutePattern.parse(pattern), header, use, handler));
    }

    private HttpRouter add(Route added) {
        routes.add(added);
        routes.sort(Comparator.comparingInt((Route route) -> route.pattern().specificity())
                .reversed()
                .thenComparing(route -> route.header().isEmpty()));
        return this;
    }

    /** Tells of each route its method and its pattern; not of those that have a header, as their paths are told of. */
    public void forEach(BiConsumer<String, String> reader) {
        routes.stream()
                .filter(route -> route.header().isEmpty())
                .forEach(route -> reader.accept(route.method(), route.path()));
    }

    @Override
    public BodyUse bodyUse(HttpRequest request) {
        return find(matching(request), request.method()).map(Route::use).orElse(BodyUse.NONE);
    }

    private List<Route> matching(HttpRequest request) {
        List<String> path = request.head().target().segments();
        return routes.stream().filter(route -> route.matches(request, path)).toList();
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) throws Exception {
        List<String> path = request.head().target().segments();
        List<Route> matching = matching(request);
        if (request.method().equals("OPTIONS")) {
            if (!matching.isEmpty()) {
                exchange.header("Allow", allowed(matching));
            }
            permit(request, exchange);
            return;
        }
        Optional<Route> route = find(matching, request.method());
        if (route.isPresent()) {
            String variable = route.get().pattern().match(path).orElseThrow();
            route.get().handler().handle(request.withPathVariable(variable), exchange);
        } else if (matching.isEmpty()) {
            exchange.fail(HttpFault.notFound(request.path()));
        } else {
            exchange.header("Allow", allowed(matching));
            exchange.fail(HttpFault.methodNotAllowed(request.method(), request.path()));
        }
    }

    private static Optional<Route> find(List<Route> matching, String method) {
        Optional<Route> exact =
                matching.stream().filter(route -> route.method().equals(method)).findFirst();
        return exact.isPresent() || !method.equals("HEAD") ? exact : find(matching, "GET");
    }

    private static String allowed(List<Route> matching) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        matching.forEach(route -> methods.add(route.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    /** Names what the browser asks for rather than {@code *}, which by the Fetch standard leaves out Authorization. */
    private static void permit(HttpRequest request, HttpExchange exchange) throws Exception {
        exchange.header(
                "Access-Control-Allow-Methods",
                request.header("Access-Control-Request-Method").orElse("*"));
        exchange.header(
                "Access-Control-Allow-Headers",
                request.header("Access-Control-Request-Headers").orElse("*"));
        exchange.header("Access-Control-Max-Age", "86400");
        exchange.respond(204, "", new byte[0]);
    }
}
