package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.DetokenizeRequest;
import io.mullama.api.DetokenizeResponse;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.TokenizeRequest;
import io.mullama.api.TokenizeResponse;
import io.mullama.api.Warnings;
import io.mullama.engine.PlainText;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** {@code POST /api/tokenize} and {@code /api/detokenize}: text to a model's tokens, and back. Thread-safe. */
public final class TokenRoutes {
    private final Activity activity;
    private final Leases leases;

    public TokenRoutes(Activity activity, Leases leases) {
        this.activity = activity;
        this.leases = leases;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/tokenize", guard.guarded(this::tokenize))
                .on("POST", "/api/detokenize", guard.guarded(this::detokenize));
    }

    private void tokenize(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        TokenizeRequest asked = TokenizeRequest.fromJson(fields);
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), watch::isClientGone)) {
            PlainText text = new PlainText(asked.text(), asked.addSpecial(), asked.parseSpecial());
            int[] tokens = leased.engine().tokenize(text);
            List<byte[]> pieces = asked.withPieces() ? leased.engine().pieces(tokens) : null;
            TokenizeResponse response = new TokenizeResponse(
                    leased.model(), IntStream.of(tokens).boxed().toList(), pieces);
            JsonReply.send(exchange, 200, Warnings.unknown(response, fields.unread()));
        }
    }

    private void detokenize(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        DetokenizeRequest asked = DetokenizeRequest.fromJson(fields);
        int[] tokens = asked.tokens().stream().mapToInt(Integer::intValue).toArray();
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), watch::isClientGone)) {
            byte[] text = leased.engine().detokenize(tokens);
            JsonReply.send(
                    exchange, 200, Warnings.unknown(DetokenizeResponse.of(leased.model(), text), fields.unread()));
        }
    }
}
