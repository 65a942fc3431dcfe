package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.ChatResponse;
import io.mullama.api.GenerationOptions;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A client and the fake servers that it speaks with, over the kind of socket that the test class is run for. */
abstract class AgainstFakeServer {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String PIECE =
            "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"done\":%s}\n";

    @Parameter
    boolean tcp;

    @TempDir
    Path folder;

    final List<FakeServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (FakeServer server : servers) {
            server.close();
        }
    }

    DaemonClient client(FakeServer.Handler handler) throws IOException {
        return client(handler, PATIENCE);
    }

    DaemonClient client(FakeServer.Handler handler, Duration patience) throws IOException {
        Path socket = folder.resolve("s");
        FakeServer server = tcp ? FakeServer.onTcp(handler) : FakeServer.onSocket(socket, handler);
        servers.add(server);
        return new DaemonClient(tcp ? new Address.Tcp("localhost", server.port()) : new Address.Unix(socket), patience);
    }

    static AnswerStream<ChatResponse> chat(DaemonClient client) {
        return client.chat(
                new ChatRequest("m", List.of(ChatMessage.user("hé")), true, GenerationOptions.DEFAULTS.withSeed(7L)));
    }

    static List<String> texts(AnswerStream<ChatResponse> stream) {
        List<String> texts = new ArrayList<>();
        try (stream) {
            for (ChatResponse piece = stream.next(); piece != null; piece = stream.next()) {
                texts.add(piece.text());
            }
        }
        return texts;
    }

    static void assertFailure(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(MullamaException.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
