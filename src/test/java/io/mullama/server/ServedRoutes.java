package io.mullama.server;

import io.mullama.HttpProbe;
import io.mullama.api.docs.Route;
import io.mullama.config.Directories;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.daemon.DaemonInfo;
import io.mullama.engine.FakeEngine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.Hardware;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.hub.http.HubAccess;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.Backend;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.http.HttpServer;
import io.mullama.server.model.Creation;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.Models;
import io.mullama.server.model.ModelsFixture;
import io.mullama.server.model.SmallerCopies;
import io.mullama.server.rest.DaemonState;
import io.mullama.server.rest.Doctor;
import io.mullama.server.rest.FakeQuantizer;
import io.mullama.server.rest.OpenApiRoutes;
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
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The routes of every dialect on a free loopback port and a socket, over engines that are fakes. For one test at a time. */
public final class ServedRoutes implements Closeable {
    private static final Instant START = Instant.parse("2025-01-02T03:04:05Z");

    public final ModelsFixture fixture = new ModelsFixture();
    public final Activity activity = new Activity(InstantSource.system());
    public final FakeQuantizer quantizer = new FakeQuantizer();
    private final Path folder = Files.createTempDirectory("mu");
    private final HttpServer server;
    private final HttpRouter router;

    /** As it starts; a test may let it enter another phase. */
    public final DaemonState state;

    /** What the doctor finds in the machine; null where its libraries cannot be loaded. */
    public final AtomicReference<@Nullable Hardware> hardware = new AtomicReference<>(new Hardware(
            "0.4.0", "CPU : AVX2 = 1", List.of(new Hardware.Device("CPU", "A processor", false, 0, 8L << 30))));

    public ServedRoutes() throws IOException {
        this(Map.of());
    }

    public ServedRoutes(Map<Setting, String> flags) throws IOException {
        this(flags, ModelsFixture.OFFLINE);
    }

    public ServedRoutes(Map<Setting, String> flags, HubAccess access) throws IOException {
        Settings settings = ModelsFixture.settings(flags);
        HubModels hub = fixture.hub(access);
        Models models = new Models(fixture.store, fixture.registry, settings, hub::require);
        DaemonInfo info = new DaemonInfo(1, "1.2.3", null, Path.of("/socket"), START);
        state = new DaemonState(info, activity, models, () -> false, false);
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        SmallerCopies copies =
                new SmallerCopies(quantizer, fixture.store.cache(), work -> new Thread(work, "quantize").start());
        Creation creation = new Creation(fixture.store, copies, fixture.home, clock);
        Backend backend = Backend.of(activity, info.version(), models, settings, clock);
        Doctor.Machine machine = new Doctor.Machine(this::hardware, () -> MemoryReading.limitedTo(3L << 30));
        Directories directories = new Directories(fixture.home, fixture.home, fixture.home);
        Doctor doctor = new Doctor(state, directories, fixture.store.cache().folder(), machine, hub);
        RouteTable routes = new RouteTable(backend, state, settings, hub, fixture.store, creation, doctor);
        router = routes.router();
        server = new HttpServer(
                new HttpEndpoints(
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), folder.resolve("s")),
                HttpLimits.defaults(),
                router,
                Gatekeeping.errors(settings),
                "1.2.3");
        server.start();
    }

    private Hardware hardware() {
        Hardware found = hardware.get();
        if (found == null) {
            throw new MullamaException(ErrorCode.NATIVE_LIBRARY, "a library is damaged", "reinstall mullama");
        }
        return found;
    }

    /** The routes, as the document has them. */
    public List<Route> routes() {
        return OpenApiRoutes.routes(router);
    }

    public HttpProbe probe() {
        return HttpProbe.tcp(port());
    }

    public int port() {
        return server.boundPort();
    }

    public HttpProbe.Answer get(String path) throws IOException {
        return probe().get(path);
    }

    public HttpProbe.Answer delete(String path) throws IOException {
        return probe().exchange("DELETE", path, "");
    }

    /** Sends a request that needs no engine to answer; its quotes are single ones. */
    public HttpProbe.Answer send(String path, String body) throws IOException {
        return probe().post(path, body.replace('\'', '"'));
    }

    /** Loads a model as any request does that names it. */
    public void use(String model) throws IOException {
        HttpProbe.Answer answer = send("/api/embeddings", "{'model':'" + model + "','input':'x'}");
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    public HttpProbe unix() {
        return HttpProbe.unix(folder.resolve("s"));
    }

    /** Sends a request, and lets the engine answer it with these events. */
    public HttpProbe.Answer ask(String path, String body, GenerationEvent... events) throws Exception {
        int before = generations().size();
        CompletableFuture<HttpProbe.Answer> answer = post(path, body);
        Generation generation = awaitGeneration(before);
        generation.answered(tokens(events));
        for (GenerationEvent event : events) {
            generation.emit(event);
        }
        return ServedRoutes.get(answer);
    }

    /** The answer's characters, and those of the token that ends it. */
    private static int[] tokens(GenerationEvent... events) {
        StringBuilder text = new StringBuilder();
        for (GenerationEvent event : events) {
            if (event instanceof GenerationEvent.Piece piece) {
                text.append(piece.text());
            } else if (event instanceof GenerationEvent.Finished end && end.reason() == FinishReason.STOP) {
                text.append("</s>");
            }
        }
        return text.chars().toArray();
    }

    /** Sends a request, which the test lets the engine answer. */
    public CompletableFuture<HttpProbe.Answer> post(String path, String body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return probe().post(path, body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    public static HttpProbe.Answer get(CompletableFuture<HttpProbe.Answer> answer) throws Exception {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The generation that a request becomes, once it has; they are counted from 0. */
    public Generation awaitGeneration(int index) {
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

    public FakeEngine engine() {
        return fixture.loader.last();
    }

    /** What the first request asked the engine for. */
    public GenerationRequest request() {
        return engine().request(0);
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ZERO);
        fixture.close();
        Files.delete(folder);
    }
}
