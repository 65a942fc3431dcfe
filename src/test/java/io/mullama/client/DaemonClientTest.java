package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.api.ChatResponse;
import io.mullama.api.DetokenizeRequest;
import io.mullama.api.DetokenizeResponse;
import io.mullama.api.EmbedRequest;
import io.mullama.api.EmbedResponse;
import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerateResponse;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Statistics;
import io.mullama.api.TokenizeRequest;
import io.mullama.api.TokenizeResponse;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of answer over both kinds of socket. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class DaemonClientTest extends AgainstFakeServer {
    @Test
    void aRequestIsWrittenAsTheContractHasIt() throws IOException {
        DaemonClient client = client(FakeDaemon::answer);
        assertThat(texts(chat(client))).containsExactly("The capital", " is Paris.", "");
        FakeServer.Request request = servers.get(0).requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/chat");
        assertThat(request.head()).contains("Content-Type: application/json").contains("Host: localhost");
        assertThat(request.body())
                .isEqualTo(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hé\"}],\"stream\":true,\"seed\":7}");
    }

    @Test
    void theLastPieceCarriesTheFigures() throws IOException {
        try (AnswerStream<ChatResponse> stream = chat(client(FakeDaemon::answer))) {
            stream.next();
            stream.next();
            ChatResponse last = Objects.requireNonNull(stream.next());
            assertThat(last.statistics()).isEqualTo(new Statistics("stop", 500, 100, 200, 12, 8, 6));
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void rawTextIsGeneratedToo() throws IOException {
        GenerateRequest request = new GenerateRequest("m", "p", true, true, GenerationOptions.DEFAULTS);
        try (AnswerStream<GenerateResponse> stream = client(FakeDaemon::answer).generate(request)) {
            assertThat(Objects.requireNonNull(stream.next()).text()).isEqualTo("raw text");
        }
    }

    @Test
    void statusAndModelsAreRead() throws IOException {
        DaemonClient client = client(FakeDaemon::answer);
        assertThat(client.status().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(client.models().models()).hasSize(2).extracting("alias").containsExactly("tiny", "big");
    }

    @Test
    void anErrorIsTheExceptionThatTheDaemonMeant() throws IOException {
        DaemonClient client = client(
                (request, exchange) -> exchange.json(
                        404,
                        "{\"error\":{\"message\":\"Model 'm' not found\",\"type\":\"not_found\",\"code\":\"model_not_found\",\"hint\":\"did you mean tiny?\"}}"));
        assertFailure(ErrorCode.MODEL_NOT_FOUND, "Model 'm' not found", () -> texts(chat(client)));
        assertThatThrownBy(client::models)
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.hint()).contains("did you mean tiny?"));
    }

    @Test
    void anErrorInTheMiddleOfAnAnswerEndsIt() throws IOException {
        DaemonClient client = client((request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(PIECE.formatted("a", false));
            exchange.chunk("{\"error\":{\"message\":\"decoding failed\",\"code\":\"inference_failed\"}}\n");
            exchange.endStream();
        });
        try (AnswerStream<ChatResponse> stream = chat(client)) {
            stream.next();
            assertFailure(ErrorCode.INFERENCE_FAILED, "decoding failed", stream::next);
        }
    }

    @Test
    void aLineIsKnownAsItCameAndWhatItWarnsOf() throws IOException {
        String piece = String.format(PIECE, "a", "false");
        String last = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                + "\"warnings\":[\"'x' was ignored\"]}";
        DaemonClient client = client((request, exchange) -> exchange.json(200, piece + last));
        try (AnswerStream<ChatResponse> stream = chat(client)) {
            stream.next();
            assertThat(stream.line()).isEqualTo(piece.strip());
            assertThat(stream.warnings()).isEmpty();
            stream.next();
            assertThat(stream.line()).isEqualTo(last);
            assertThat(stream.warnings()).containsExactly("'x' was ignored");
        }
    }

    @Test
    void whatAModelHasToBeLoadedForIsWaitedFor() throws IOException {
        DaemonClient client = client(
                (request, exchange) -> {
                    Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                    exchange.json(
                            200, "{\"model\":\"m\",\"tokens\":[7,8],\"count\":2,\"pieces\":[\"é\",[195]],\"new\":1}");
                },
                Duration.ofMillis(200));
        TokenizeResponse response = client.tokenize(new TokenizeRequest("m", "é", false, true, true, null));
        assertThat(response.tokens()).containsExactly(7, 8);
        assertThat(response.pieces()).containsExactly(new byte[] {(byte) 0xc3, (byte) 0xa9}, new byte[] {(byte) 0xc3});
        assertThat(servers.get(0).requests().get(0).body())
                .isEqualTo("{\"model\":\"m\",\"text\":\"é\",\"add_special\":false,\"parse_special\":true,"
                        + "\"with_pieces\":true}");
    }

    @Test
    void vectorsAndTextsOfTokensAreRead() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.json(
                200,
                request.path().equals("/api/embeddings")
                        ? "{\"model\":\"m\",\"embeddings\":[[0.5,-1.0E-4],[1.0,0.0]],\"total_tokens\":3}"
                        : "{\"model\":\"m\",\"text\":\"a\ufffd\",\"valid_utf8\":false}"));
        EmbedResponse vectors = client.embed(new EmbedRequest("m", List.of("a", "b"), null, false, null));
        assertThat(vectors.embeddings()).containsExactly(new float[] {0.5f, -1.0E-4f}, new float[] {1, 0});
        assertThat(vectors.totalTokens()).isEqualTo(3);
        assertThat(client.detokenize(new DetokenizeRequest("m", List.of(7), null)))
                .isEqualTo(new DetokenizeResponse("m", "a\ufffd", false));
        Files.deleteIfExists(folder.resolve("s"));
        DaemonClient other = client((request, exchange) -> exchange.json(200, "{\"model\":\"m\"}"));
        assertFailure(
                ErrorCode.DAEMON_UNREACHABLE,
                "its /api/embeddings is of another form",
                () -> other.embed(new EmbedRequest("m", List.of("a"), null, false, null)));
    }

    @Test
    void anErrorOfAnotherFormIsToldByItsStatus() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.json(502, "<html>"));
        assertFailure(ErrorCode.INTERNAL, "HTTP status 502", client::status);
    }

    @Test
    void anAnswerWithoutItsLastLineIsBroken() throws IOException {
        DaemonClient client = client((request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(PIECE.formatted("a", false));
            exchange.endStream();
        });
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "went away in the middle", () -> texts(chat(client)));
    }

    @Test
    void aLineThatIsNotJsonIsNotFromADaemon() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.json(200, "hello\n"));
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "is not mullama", () -> texts(chat(client)));
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "its /api/models is of another form", client::models);
    }

    @Test
    void anotherServersAnswerIsNotTheUsersFault() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.json(200, "{\"models\":[{\"name\":\"x\"}]}\n"));
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "is not mullama", client::models);
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "is not mullama", client::status);
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "is not mullama", () -> texts(chat(client)));
    }

    @Test
    void aDaemonThatDoesNotAnswerInTimeIsSaidToBeSlow() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.awaitClientGone(), Duration.ofMillis(50));
        assertFailure(ErrorCode.TIMED_OUT, "did not answer within", client::status);
    }

    @Test
    void closingFromAnotherThreadEndsAWaitForTheFirstPiece() throws Exception {
        DaemonClient client = client((request, exchange) -> exchange.awaitClientGone());
        AnswerStream<ChatResponse> stream = chat(client);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(stream::next);
        Awaitility.await().until(() -> servers.get(0).requests().size() == 1);
        stream.close();
        assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS))
                .cause()
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
        assertThat(servers.get(0).clientGone().await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingInTheMiddleOfAnAnswerIsSeenByTheServer() throws Exception {
        DaemonClient client = client((request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(PIECE.formatted("a", false));
            exchange.awaitClientGone();
        });
        try (AnswerStream<ChatResponse> stream = chat(client)) {
            stream.next();
        }
        assertThat(servers.get(0).clientGone().await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void healthTellsWhatADaemonIsAbout() throws IOException {
        assertThat(client(FakeDaemon::answer).health()).isEqualTo(new Health.Ready("1.2.3"));
    }

    @Test
    void healthOfADaemonThatStartsOrStops() throws IOException {
        DaemonClient client = client((request, exchange) ->
                exchange.json(503, "{\"error\":{\"message\":\"starting\",\"code\":\"starting\"}}"));
        assertThat(client.health()).isEqualTo(new Health.Starting());
        Files.deleteIfExists(folder.resolve("s"));
        DaemonClient stopping = client((request, exchange) ->
                exchange.json(503, "{\"error\":{\"message\":\"bye\",\"code\":\"shutting_down\"}}"));
        assertThat(stopping.health()).isEqualTo(new Health.Stopping());
    }

    @Test
    void anotherServersHealthIsNoDaemons() throws IOException {
        assertThat(client((request, exchange) -> exchange.json(404, "{}")).health())
                .isInstanceOf(Health.Absent.class);
    }

    @Test
    void nobodyAnswersWhereNobodyListens() throws IOException {
        DaemonClient client = client(FakeDaemon::answer);
        stop();
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "no daemon answers at", client::models);
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "no daemon answers at", () -> chat(client));
        assertThat(client.health()).isInstanceOf(Health.Absent.class);
    }
}
