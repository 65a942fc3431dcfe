package io.mullama.server.openai.responses;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.SamplingField;
import io.mullama.api.ShortcutFields;
import io.mullama.api.Warnings;
import io.mullama.api.openai.responses.DeletedResponse;
import io.mullama.api.openai.responses.InputTokens;
import io.mullama.api.openai.responses.Item;
import io.mullama.api.openai.responses.Response;
import io.mullama.api.openai.responses.ResponseHead;
import io.mullama.api.openai.responses.ResponseState.OutputItem;
import io.mullama.api.openai.responses.ResponsesInput;
import io.mullama.api.openai.responses.ResponsesRequest;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerOrder;
import io.mullama.server.answer.AnswerWriter;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.openai.RequestIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The routes of OpenAI's Responses API, below {@code /v1/responses}. Thread-safe. */
public final class ResponsesRoutes {
    private static final String PATH = "/v1/responses";

    /** OpenAI's, as for conversations: until the model stops or the context is full. */
    private static final DialectDefaults DEFAULTS =
            new DialectDefaults(-1, Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0));

    private final Backend backend;
    private final Function<HttpRequest, String> owners;
    private final ResponseStore store = new ResponseStore();

    /** The routes; {@code owners} names the API key of a request, empty where there is none. */
    public ResponsesRoutes(Backend backend, Function<HttpRequest, String> owners) {
        this.backend = backend;
        this.owners = owners;
    }

    public void addTo(HttpRouter router) {
        router.on("POST", PATH, route(this::create))
                .on("POST", PATH + "/input_tokens", route(this::count))
                .on("POST", PATH + "/compact", route((request, exchange) -> compact()))
                .on("GET", PATH + "/:response", route(this::show))
                .on("DELETE", PATH + "/:response", route(this::delete))
                .on("GET", PATH + "/:response/input_items", route(this::input))
                .on("POST", PATH + "/:response/cancel", route((request, exchange) -> cancel(request)));
    }

    private HttpHandler route(HttpHandler handler) {
        return RequestIds.naming(new RouteGuard(backend.activity(), ResponsesError::of).guarded(handler));
    }

    private void create(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        ResponsesRequest asked = ResponsesRequest.fromJson(fields);
        Conversation conversation = conversation(asked.input(), owners.apply(request));
        AnswerOrder order = AnswerOrder.of(
                asked.model(),
                backend.prompts().of(conversation.order(asked)),
                asked.options(),
                ShortcutFields.fromJson(fields));
        RequestWatch watch = backend.generator().watch(exchange);
        try (RunningAnswer answer = backend.generator().start(order, DEFAULTS, watch)) {
            List<String> warnings = new ArrayList<>(asked.notes());
            warnings.addAll(answer.warnings(fields.unread()));
            ResponseHead head = new ResponseHead(ItemIds.next("resp_"), Instant.now(), answer.model(), asked.echo());
            ResponsesFormat format = new ResponsesFormat(
                    head,
                    asked,
                    warnings,
                    response -> keep(response, asked.delivery().store(), conversation));
            new AnswerWriter(exchange, watch, answer, format, backend.activity()).write(asked.delivery().stream());
        }
    }

    /**
     * What a request goes on with.
     *
     * @param before what it goes on from; null for nothing
     */
    private record Conversation(@Nullable Turn before, ResponsesInput input, String owner) {
        ChatOrder order(ResponsesRequest asked) {
            List<Item> earlier = before == null ? List.of() : before.conversation();
            return new ChatOrder(input.after(earlier), asked.truncate(), asked.answer(), asked.options());
        }
    }

    private Conversation conversation(ResponsesInput input, String owner) {
        String previous = input.previous();
        Turn before = previous == null
                ? null
                : store.find(previous, owner)
                        .orElseThrow(() -> ResponsesError.noPrevious(previous))
                        .turn();
        List<Item> items = input.items().stream()
                .map(item -> item instanceof Item.Reference reference ? resolved(reference, owner) : item)
                .toList();
        return new Conversation(before, input.with(items), owner);
    }

    private Item resolved(Item.Reference reference, String owner) {
        return store.item(reference.id(), owner).orElseThrow(() -> ResponsesError.noItem(reference.id()));
    }

    private void keep(Response response, boolean wanted, Conversation conversation) {
        if (wanted) {
            List<Item> input = ItemIds.named(conversation.input.items());
            List<Item> output =
                    response.state().output().stream().map(OutputItem::item).toList();
            store.put(new StoredResponse(
                    response.head().id(),
                    conversation.owner,
                    Json.bytes(response),
                    input,
                    new Turn(conversation.before, input, output)));
        }
    }

    /** How many tokens a request's prompt has. */
    private void count(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = backend.leases().watch(exchange);
        Fields fields = Json.fields(request.body());
        ResponsesRequest asked = ResponsesRequest.fromJson(fields);
        ChatOrder order = conversation(asked.input(), owners.apply(request)).order(asked);
        try (Leases.LeasedModel leased =
                backend.leases().take(asked.model(), asked.options().keepAlive(), watch::isClientGone)) {
            int tokens = backend.prompts()
                    .prompted(order, leased.stored(), leased.engine())
                    .tokens()
                    .length;
            List<String> warnings = new ArrayList<>(asked.notes());
            warnings.addAll(Warnings.unknown(fields.unread()));
            JsonReply.send(exchange, 200, Warnings.beside(new InputTokens(tokens), warnings));
        }
    }

    private static void compact() {
        throw MullamaException.invalidField(
                "input",
                "conversations are not compacted here",
                "ask for \"truncation\": \"auto\", which leaves out the oldest turns where there is no room for all");
    }

    private void show(HttpRequest request, HttpExchange exchange) throws IOException {
        if (request.query("stream").filter("true"::equals).isPresent()) {
            throw MullamaException.invalidField(
                    "stream", "'stream' is for responses in the background, of which there are none");
        }
        exchange.respond(200, "application/json", stored(request).json());
    }

    private void delete(HttpRequest request, HttpExchange exchange) throws IOException {
        String id = request.pathVariable();
        if (!store.delete(id, owners.apply(request))) {
            throw ResponsesError.notFound(id);
        }
        JsonReply.send(exchange, 200, new DeletedResponse(id));
    }

    private void input(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(exchange, 200, InputPages.page(stored(request).input(), request));
    }

    private void cancel(HttpRequest request) {
        throw MullamaException.invalidField(
                "response_id",
                "Cannot cancel the response '" + stored(request).id() + "': it was not made in the background",
                "close the connection of a response that is under way");
    }

    private StoredResponse stored(HttpRequest request) {
        String id = request.pathVariable();
        return store.find(id, owners.apply(request)).orElseThrow(() -> ResponsesError.notFound(id));
    }
}
