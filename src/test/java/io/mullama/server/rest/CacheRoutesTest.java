package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.api.ApiError;
import io.mullama.api.Json;
import io.mullama.model.ModelName;
import io.mullama.server.answer.Activity;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpErrors;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.http.HttpServer;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheRoutesTest {
    @TempDir
    private Path folder;

    private final ModelsFixture fixture = new ModelsFixture();
    private HttpServer server;
    private Path unneeded;
    private volatile boolean busy;

    CacheRoutesTest() throws IOException {}

    @BeforeEach
    void serve() throws IOException {
        HttpRouter router = new HttpRouter();
        new CacheRoutes(new Activity(InstantSource.system()), fixture.store, () -> busy).addTo(router);
        server = new HttpServer(
                new HttpEndpoints(
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), folder.resolve("s")),
                HttpLimits.defaults(),
                router,
                (error, request) -> new HttpErrors.Worded(
                        Json.bytes(ApiError.ofStatus(error.status(), error.code(), error.message()))),
                "1.2.3");
        server.start();
        unneeded = fixture.files.getPath("/cache/o/r/old.gguf");
        Files.createDirectories(unneeded.getParent());
        Files.write(unneeded, new byte[7]);
    }

    @AfterEach
    void close() throws IOException {
        server.stop(Duration.ZERO);
        fixture.close();
    }

    private HttpProbe probe() {
        return HttpProbe.tcp(server.boundPort());
    }

    @Test
    void theCacheIsReportedAndPruned() throws IOException {
        assertThat(probe().get("/api/cache").body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":7,"
                        + "\"unneeded\":[{\"path\":\"o/r/old.gguf\",\"size_bytes\":7}]}");
        assertThat(unneeded).exists();

        assertThat(probe().post("/api/cache/prune", "").body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":0,"
                        + "\"unneeded\":[{\"path\":\"o/r/old.gguf\",\"size_bytes\":7}]}");
        assertThat(unneeded).doesNotExist();
    }

    @Test
    void nothingIsPrunedWhileModelsComeHere() throws IOException {
        busy = true;

        assertThat(probe().post("/api/cache/prune", "").body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":7,\"unneeded\":[]}");
        assertThat(unneeded).exists();
    }

    @Test
    void nothingIsPrunedWhileItIsNotKnownWhatIsNeeded() throws IOException {
        fixture.store.copy(fixture.store.find(ModelName.parse("tiny")).orElseThrow(), ModelName.parse("mine"));
        Path damaged = Files.writeString(fixture.files.getPath("/names/mine.json"), "{}");

        HttpProbe.Answer pruned = probe().post("/api/cache/prune", "");

        assertThat(pruned.body())
                .contains(damaged + " is no manifest: it does not say its version, and this one is known: 1");
        assertThat(unneeded).exists();
        assertThat(probe().get("/api/cache").body())
                .isEqualTo("{\"path\":\"/cache\",\"size_bytes\":7,\"unneeded\":[]}");
    }
}
