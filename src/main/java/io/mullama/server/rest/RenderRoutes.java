package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.ChatRequest;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.RenderResponse;
import io.mullama.api.Warnings;
import io.mullama.chat.PromptText;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code POST /api/render}: the prompt that a conversation becomes, without an answer. Thread-safe. */
public final class RenderRoutes {
    private final Activity activity;
    private final Leases leases;
    private final Prompts prompts;

    public RenderRoutes(Activity activity, Leases leases, Prompts prompts) {
        this.activity = activity;
        this.leases = leases;
        this.prompts = prompts;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/render", guard.guarded(this::render));
    }

    private void render(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        ChatRequest asked = ChatRequest.fromJson(fields);
        try (Leases.LeasedModel leased =
                leases.take(asked.model(), asked.options().keepAlive(), watch::isClientGone)) {
            Prompts.Prompted prompted = prompts.prompted(Routes.order(asked), leased.stored(), leased.engine());
            List<String> warnings = new ArrayList<>(Warnings.unknown(fields.unread()));
            warnings.addAll(prompted.notes());
            JsonReply.send(exchange, 200, Warnings.beside(response(leased, prompted), warnings));
        }
    }

    private static RenderResponse response(Leases.LeasedModel leased, Prompts.Prompted prompted) {
        String text = prompted.turn().prompt().stream().map(PromptText::text).collect(Collectors.joining());
        List<RenderResponse.Token> tokens = leased.engine().spell(prompted.tokens()).stream()
                .map(token -> new RenderResponse.Token(token.id(), token.text()))
                .toList();
        return new RenderResponse(leased.model(), text, tokens);
    }
}
