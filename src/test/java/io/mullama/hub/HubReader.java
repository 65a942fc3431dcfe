package io.mullama.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A fake hub and a plain client of it, which follows no redirect by itself. For one thread. */
final class HubReader implements AutoCloseable {
    /** How the two speak. */
    enum Line {
        PLAIN,
        TLS,
        HTTP_2
    }

    final FakeHub hub;
    private final HttpClient client;

    private HubReader(FakeHub hub, HttpClient client) {
        this.hub = hub;
        this.client = client;
    }

    static HubReader over(Line line) throws IOException {
        FakeHub hub = line == Line.PLAIN ? FakeHub.start() : FakeHub.startTls();
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(line == Line.HTTP_2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        if (line != Line.PLAIN) {
            client.sslContext(hub.clientTls());
        }
        return new HubReader(hub, client.build());
    }

    /** A request for a path on the hub, or for an address anywhere. */
    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address.startsWith("/") ? hub.endpoint() + address : address));
    }

    HttpResponse<byte[]> get(String address, String... headers) throws IOException, InterruptedException {
        return send(with(request(address), headers).build());
    }

    HttpResponse<byte[]> head(String address) throws IOException, InterruptedException {
        return send(request(address)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    JsonNode json(String address, String... headers) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(address, headers).body());
    }

    CompletableFuture<HttpResponse<byte[]>> begin(String address, String... headers) {
        return client.sendAsync(with(request(address), headers).build(), BodyHandlers.ofByteArray());
    }

    /** An answer whose body comes only as it is read. */
    HttpResponse<InputStream> open(String address) throws IOException, InterruptedException {
        return client.send(request(address).build(), BodyHandlers.ofInputStream());
    }

    /** Where the hub says that a big file is. */
    String contentAddress(String path) throws IOException, InterruptedException {
        return get(path).headers().firstValue("Location").orElseThrow();
    }

    @Override
    public void close() {
        hub.close();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }
}
