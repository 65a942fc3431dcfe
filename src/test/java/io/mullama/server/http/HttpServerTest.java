package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class HttpServerTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CompletableFuture<Throwable> interrupted = new CompletableFuture<>();

    private void waitUntilDone(HttpRequest request, HttpExchange exchange) throws Exception {
        if (request.path().equals("/wait")) {
            running.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                interrupted.complete(e);
                throw e;
            }
        }
        TestServer.echo(request, exchange);
    }

    private static HttpServer server(HttpEndpoints endpoints) {
        return new HttpServer(endpoints, HttpLimits.defaults(), TestServer::echo, TestServer.ERRORS, "1");
    }

    private static HttpEndpoints tcp(InetSocketAddress... addresses) {
        return new HttpEndpoints(List.of(addresses), null);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void aTakenPortIsABindExceptionThatNamesTheAddress() throws IOException {
        try (TestServer first = new TestServer(TestServer::echo)) {
            InetSocketAddress taken = loopback(first.http().boundPort());
            HttpServer second = server(TestServer.endpoints(taken.getPort(), folder.resolve("s")));
            EndpointException refusal = catchThrowableOfType(EndpointException.class, second::start);
            assertThat(refusal).isInstanceOf(BindException.class);
            assertThat(refusal.endpoint()).isEqualTo(taken);
            assertThat(refusal).hasMessageContaining("127.0.0.1:" + taken.getPort());
        }
    }

    @Test
    void whenOneEndpointIsRefusedNoneStaysBound() throws IOException {
        try (TestServer first = new TestServer(TestServer::echo)) {
            int free = freePort();
            HttpServer second = server(tcp(loopback(free), loopback(first.http().boundPort())));
            assertThatThrownBy(second::start).isInstanceOf(EndpointException.class);
            HttpServer third = server(tcp(loopback(free)));
            third.start();
            assertThat(third.boundPort()).isEqualTo(free);
            third.stop(Duration.ZERO);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open().bind(loopback(0))) {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    @Test
    void aSocketFileThatADeadProcessLeftIsReplaced() throws IOException {
        Path file = folder.resolve("s");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(file));
        }
        assertThat(file).exists();
        HttpServer server = server(new HttpEndpoints(List.of(), file));
        server.start();
        try (RawClient client = new RawClient(UnixDomainSocketAddress.of(file))) {
            assertThat(client.get("/").status()).isEqualTo(200);
        }
        server.stop(Duration.ZERO);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsNoSocketIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("s"), "precious");
        HttpServer server = server(new HttpEndpoints(List.of(), file));
        EndpointException refusal = catchThrowableOfType(EndpointException.class, server::start);
        assertThat(refusal.endpoint()).isEqualTo(UnixDomainSocketAddress.of(file));
        assertThat(file).hasContent("precious");
    }

    @Test
    void aSocketPathThatIsTooLongOrNowhereIsRefused() {
        for (Path file : List.of(folder.resolve("x".repeat(120)), folder.resolve("no/s"))) {
            HttpServer server = server(new HttpEndpoints(List.of(), file));
            assertThatThrownBy(server::start)
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aServerWithoutTcpHasNoPort() throws IOException {
        HttpServer server = server(new HttpEndpoints(List.of(), folder.resolve("s")));
        server.start();
        assertThatThrownBy(server::boundPort).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        server.stop(Duration.ZERO);
        server.stop(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void stoppingClosesIdleConnectionsAtOnceAndTakesNoNewOnes(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient used = server.connect(endpoint);
                RawClient unused = server.connect(endpoint)) {
            assertThat(used.get("/").status()).isEqualTo(200);
            int port = server.http().boundPort();
            server.http().stop(LONG);
            assertThat(used.atEnd()).isTrue();
            assertThat(unused.atEnd()).isTrue();
            assertThat(server.socket()).doesNotExist();
            assertThatThrownBy(() -> new RawClient(loopback(port))).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aRunningHandlerMayFinishAndItsConnectionThenCloses(Endpoint endpoint) throws Exception {
        try (TestServer server = new TestServer(this::waitUntilDone);
                RawClient client = server.connect(endpoint)) {
            client.send(lines("GET /wait HTTP/1.1", "Host: h", ""));
            running.await();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(server, LONG));
            await().until(() -> isLastAnswer(server, endpoint));
            assertThat(stopped).isNotDone();
            done.countDown();
            Response response = client.receive();
            assertThat(response.body()).isEqualTo("GET /wait ");
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(client.atEnd()).isTrue();
            stopped.join();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aHandlerThatOutlastsTheGraceIsInterruptedAndItsConnectionClosed(Endpoint endpoint) throws Exception {
        try (TestServer server = new TestServer(this::waitUntilDone);
                RawClient client = server.connect(endpoint)) {
            client.send(lines("GET /wait HTTP/1.1", "Host: h", ""));
            running.await();
            server.http().stop(Duration.ofMillis(50));
            assertThat(client.atEnd()).isTrue();
            assertThat(interrupted.get()).isInstanceOf(InterruptedException.class);
        }
    }

    /** Whether who comes now is answered, and then let go. */
    private static boolean isLastAnswer(TestServer server, Endpoint endpoint) throws IOException {
        try (RawClient newcomer = server.connect(endpoint)) {
            return newcomer.get("/").header("Connection").equals("close");
        }
    }

    private static void stop(TestServer server, Duration grace) {
        try {
            server.http().stop(grace);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
