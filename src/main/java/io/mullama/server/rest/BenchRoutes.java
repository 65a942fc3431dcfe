package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.BenchRequest;
import io.mullama.api.BenchResult;
import io.mullama.api.BenchSetup;
import io.mullama.api.BenchTest;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.Warnings;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Lease;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.StreamFraming;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.http.ResponseStream;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.io.IOException;

/** {@code POST /api/bench}: measures a model by the engine that answers everybody's requests. Thread-safe. */
public final class BenchRoutes {
    private final DaemonState state;
    private final Models models;
    private final Settings settings;

    public BenchRoutes(DaemonState state, Models models, Settings settings) {
        this.state = state;
        this.models = models;
        this.settings = settings;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(state.activity(), ApiError::of);
        router.on("POST", "/api/bench", guard.guarded(this::bench));
    }

    private void bench(HttpRequest request, HttpExchange exchange) throws Exception {
        RequestWatch watch = RequestWatch.begin(exchange, settings);
        Fields fields = Json.fields(request.body());
        BenchRequest asked = BenchRequest.fromJson(fields);
        asked.tests().forEach(this::requireSlots);
        StoredModel model = models.find(asked.model());
        try (Lease lease = models.acquire(model, settings.keepAlive(), watch::isClientGone)) {
            asked.tests().forEach(test -> requireRoom(test, lease.engine()));
            Frames frames = new Frames(StreamFraming.NDJSON);
            ResponseStream stream = StreamFraming.NDJSON.begin(exchange);
            try {
                measure(asked, bench(model, lease.engine(), watch), stream);
                frames.add(Warnings.unknown(setup(model, lease.engine()), fields.unread()));
            } catch (MullamaException e) {
                // Before the first byte an error has a status of its own.
                if (!exchange.isCommitted()) {
                    throw e;
                }
                frames.add(ApiError.of(e));
            }
            stream.write(frames.take());
        }
    }

    private void measure(BenchRequest asked, Bench bench, ResponseStream stream)
            throws IOException, InterruptedException {
        for (BenchTest test : asked.tests()) {
            BenchResult result = bench.measure(test, asked.repetitions());
            count(result);
            stream.write(Json.line(result));
        }
    }

    private void count(BenchResult result) {
        if (result.test().generates()) {
            result.samples()
                    .forEach(sample -> state.activity().metrics().answers().generated(sample.tokens()));
        }
    }

    private static Bench bench(StoredModel model, Engine engine, RequestWatch watch) {
        int vocabularySize = (int) model.header().vocabularySize().orElse(1);
        return new Bench(engine, vocabularySize, watch::isClientGone);
    }

    /** More than there are slots would wait for each other, and that is not what is to be measured. */
    private void requireSlots(BenchTest test) {
        if (test.streams() > settings.parallel()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "'streams' is " + test.streams() + ", and a model works on " + settings.parallel()
                            + " requests at once",
                    "serve with a larger --parallel");
        }
    }

    private static void requireRoom(BenchTest test, Engine engine) {
        int wanted = Math.max(test.promptTokens(), test.generatedTokens()) + 1;
        if (wanted > engine.contextSize()) {
            throw new MullamaException(
                    ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                    test.name() + " needs a context of " + wanted + " tokens, and the model has "
                            + engine.contextSize(),
                    "measure less, or serve with a larger --context-size");
        }
    }

    private BenchSetup setup(StoredModel model, Engine engine) {
        return new BenchSetup(
                model.name(),
                engine.sizeBytes(),
                model.header().parameterCount(),
                model.header().quantization().orElse("unknown"),
                model.header().architecture().orElse("unknown"),
                engine.threads(),
                engine.gpuLayers(),
                engine.contextSize(),
                settings.parallel(),
                state.version());
    }
}
