package io.mullama.server.rest;

import io.mullama.api.ChatRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.ShortcutFields;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.OllamaOptions;
import io.mullama.api.ollama.ReadyAnswer;
import io.mullama.server.answer.AnswerOrder;
import io.mullama.server.answer.AnswerWriter;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Generator;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.answer.StreamFraming;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/chat} and {@code POST /api/generate}, which the contract and Ollama both have: they take the fields of
 * both, the contract's first, and answer with those of both. Thread-safe.
 */
public final class AnswerRoutes {
    private final Backend backend;
    private final Manner manner;

    public AnswerRoutes(Backend backend, Manner manner) {
        this.backend = backend;
        this.manner = manner;
    }

    public void addTo(HttpRouter router) {
        router.on("POST", "/api/generate", guard("prompt").guarded(this::generate))
                .on("POST", "/api/chat", guard("messages").guarded(this::chat));
    }

    /** Words errors; one about the length of the prompt is about that field. */
    private RouteGuard guard(String prompt) {
        return new RouteGuard(backend.activity(), (request, e) -> manner.error(request, e.aboutLength(prompt)));
    }

    /** What a request of either route asks for beside its prompt. */
    private record Asked(Fields fields, Manner manner, OllamaOptions more) {
        GenerationOptions options(GenerationOptions flat) {
            return more.under(flat);
        }

        boolean streams() {
            // What the engine would not do otherwise either: it computes past the end of the context for nobody.
            fields.bool("shift");
            return manner.streams(fields);
        }

        boolean truncates() {
            return manner.truncates(fields);
        }
    }

    private Asked asked(HttpRequest request) {
        Fields fields = Json.fields(request.body());
        return new Asked(fields, manner.of(request), OllamaOptions.read(fields));
    }

    private void chat(HttpRequest request, HttpExchange exchange) throws Exception {
        Asked asked = asked(request);
        if (isNothing(asked, "messages")) {
            prepare(exchange, asked, ChatRequest.withoutMessages(asked.fields).options(), true);
            return;
        }
        ChatRequest chat = ChatRequest.fromJson(asked.fields);
        GenerationOptions options = asked.options(chat.options());
        ChatOrder order = new ChatOrder(chat.messages(), asked.truncates(), chat.answer(), options);
        answer(
                exchange,
                ContractFormat.Wording.CHAT,
                order(chat.model(), backend.prompts().of(order), options, asked),
                asked);
    }

    private void generate(HttpRequest request, HttpExchange exchange) throws Exception {
        Asked asked = asked(request);
        if (isNothing(asked, "prompt")) {
            GenerateRequest nothing = GenerateRequest.withoutPrompt(asked.fields);
            PromptOrder unused = PromptOrder.of(asked.fields, nothing, nothing.options(), asked.truncates());
            prepare(exchange, asked, nothing.options(), false);
            return;
        }
        GenerateRequest generate = GenerateRequest.fromJson(asked.fields);
        GenerationOptions options = asked.options(generate.options());
        PromptOrder order = PromptOrder.of(asked.fields, generate, options, asked.truncates());
        answer(
                exchange,
                generate.raw() ? ContractFormat.Wording.GENERATE : ContractFormat.Wording.GENERATE_WITH_CONTEXT,
                order(generate.model(), order.source(backend.prompts()), options, asked),
                asked);
    }

    private static AnswerOrder order(
            @Nullable String model, Generator.PromptSource source, GenerationOptions options, Asked asked) {
        return AnswerOrder.of(model, source, options, ShortcutFields.fromJson(asked.fields));
    }

    private void answer(HttpExchange exchange, ContractFormat.Wording wording, AnswerOrder order, Asked asked)
            throws IOException, InterruptedException {
        boolean stream = asked.streams();
        RequestWatch watch = backend.generator().watch(exchange);
        Generator generator = backend.generator().withRoomFor(asked.more.contextSize());
        try (RunningAnswer answer = generator.start(order, asked.manner.defaults(), watch)) {
            ContractFormat format = new ContractFormat(wording, answer, asked.fields.unread(), asked.manner.errors());
            format.requireRoom(asked.more.contextSize());
            new AnswerWriter(exchange, watch, answer, format, backend.activity()).write(stream);
        }
    }

    /** Whether there is nothing to answer, as Ollama's clients send it to have a model loaded. */
    private static boolean isNothing(Asked asked, String field) {
        return asked.fields.has(field) ? OllamaOptions.isEmpty(asked.fields, field) : asked.manner.other();
    }

    /** Loads the model, or unloads it where it is to be kept for no time. */
    private void prepare(HttpExchange exchange, Asked asked, GenerationOptions flat, boolean chat) throws IOException {
        long begin = System.nanoTime();
        boolean stream = asked.streams();
        asked.truncates();
        ShortcutFields unused = ShortcutFields.fromJson(asked.fields);
        String name = asked.fields.string("model");
        String keepAlive = asked.options(flat).keepAlive();
        RequestWatch watch = backend.leases().watch(exchange);
        List<String> warnings = new ArrayList<>(Warnings.unknown(asked.fields.unread()));
        boolean unload = backend.leases().isZero(keepAlive);
        String model;
        if (unload) {
            StoredModel stored = backend.models().find(name);
            model = name == null ? stored.name() : name;
            backend.models().unloadWholly(stored, watch::isClientGone);
        } else {
            Integer room = asked.more.contextSize();
            try (Leases.LeasedModel leased = backend.leases().take(name, room, keepAlive, watch::isClientGone)) {
                model = leased.model();
                leased.shortage(room).ifPresent(warnings::add);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        JsonBody answer = new ReadyAnswer(model, chat, unload ? "unload" : "load", Instant.now(), took);
        reply(exchange, stream, Warnings.beside(answer, warnings));
    }

    /** A stream has no line but the last. */
    private static void reply(HttpExchange exchange, boolean stream, JsonBody answer) throws IOException {
        if (stream) {
            Frames lines = new Frames(StreamFraming.NDJSON);
            lines.add(answer);
            StreamFraming.NDJSON.begin(exchange).write(lines.take());
        } else {
            JsonReply.send(exchange, 200, answer);
        }
    }
}
