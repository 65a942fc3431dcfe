package io.mullama.server;

import io.mullama.HttpProbe;
import io.mullama.api.ApiError;
import io.mullama.api.Json;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.daemon.DaemonInfo;
import io.mullama.engine.FakeEngine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.http.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The routes of every dialect on a free loopback port and a socket, over engines that are fakes. For one test at a time. */
final class ServedRoutes implements Closeable {
    private static final Instant START = Instant.parse("2025-01-02T03:04:05Z");

    final ModelsFixture fixture = new ModelsFixture();
    final Activity activity = new Activity(InstantSource.system());
    final FakeQuantizer quantizer = new FakeQuantizer();
    private final Path folder = Files.createTempDirectory("mu");
    private final HttpServer server;

    ServedRoutes() throws IOException {
        this(Map.of());
    }

    ServedRoutes(Map<Setting, String> flags) throws IOException {
        Settings settings = ModelsFixture.settings(flags);
        HubModels hub = fixture.hub();
        Models models = new Models(fixture.store, fixture.registry, settings, hub::require);
        DaemonInfo info = new DaemonInfo(1, "1.2.3", null, Path.of("/socket"), START);
        DaemonState state = new DaemonState(info, activity, models, () -> false);
        Generator generator = new Generator(models, settings);
        Prompts prompts = new Prompts(new ChatModels(Clock.fixed(START, ZoneOffset.UTC)));
        HttpRouter router = new HttpRouter();
        new Routes(state, generator, prompts).addTo(router);
        new ModelRoutes(activity, models, fixture.store, settings).addTo(router);
        Leases leases = new Leases(models, settings);
        new EmbeddingRoutes(activity, leases).addTo(router);
        new RenderRoutes(activity, leases, prompts).addTo(router);
        new OpenAiRoutes(state, models, generator, prompts).addTo(router);
        new BenchRoutes(state, models, settings).addTo(router);
        new LoadRoutes(activity, models, hub, settings).addTo(router);
        new DefaultsRoutes(activity, hub).addTo(router);
        SmallerCopies copies =
                new SmallerCopies(quantizer, fixture.store.cache(), work -> new Thread(work, "quantize").start());
        Creation creation = new Creation(fixture.store, copies, fixture.home, Clock.fixed(START, ZoneOffset.UTC));
        new CreateRoutes(activity, models, hub, creation).addTo(router);
        new CacheRoutes(activity, fixture.store, creation::isCopying).addTo(router);
        server = new HttpServer(
                new HttpEndpoints(
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), folder.resolve("s")),
                HttpLimits.defaults(),
                router,
                (status, code, message) -> Json.bytes(ApiError.ofStatus(status, code, message)),
                "1.2.3");
        server.start();
    }

    HttpProbe probe() {
        return HttpProbe.tcp(server.boundPort());
    }

    HttpProbe.Answer get(String path) throws IOException {
        return probe().get(path);
    }

    HttpProbe.Answer delete(String path) throws IOException {
        return probe().exchange("DELETE", path, "");
    }

    /** Sends a request that needs no engine to answer; its quotes are single ones. */
    HttpProbe.Answer send(String path, String body) throws IOException {
        return probe().post(path, body.replace('\'', '"'));
    }

    /** Loads a model as any request does that names it. */
    void use(String model) throws IOException {
        HttpProbe.Answer answer = send("/api/embeddings", "{'model':'" + model + "','input':'x'}");
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    HttpProbe unix() {
        return HttpProbe.unix(folder.resolve("s"));
    }

    /** Sends a request, and lets the engine answer it with these events. */
    HttpProbe.Answer ask(String path, String body, GenerationEvent... events) throws Exception {
        int before = generations().size();
        CompletableFuture<HttpProbe.Answer> answer = post(path, body);
        Generation generation = awaitGeneration(before);
        for (GenerationEvent event : events) {
            generation.emit(event);
        }
        return ServedRoutes.get(answer);
    }

    /** Sends a request, which the test lets the engine answer. */
    CompletableFuture<HttpProbe.Answer> post(String path, String body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return probe().post(path, body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    static HttpProbe.Answer get(CompletableFuture<HttpProbe.Answer> answer) throws Exception {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The generation that a request becomes, once it has; they are counted from 0. */
    Generation awaitGeneration(int index) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .until(this::generations, generations -> generations.size() > index)
                .get(index);
    }

    private List<Generation> generations() {
        return fixture.loader.engines().stream()
                .flatMap(engine -> engine.generations().stream())
                .toList();
    }

    FakeEngine engine() {
        return fixture.loader.last();
    }

    /** What the first request asked the engine for. */
    GenerationRequest request() {
        return engine().request(0);
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ZERO);
        fixture.close();
        Files.delete(folder);
    }
}
