package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings and reranking over the packaged daemon's HTTP. */
final class EmbeddingDaemonIT {
    private static final Sandbox SANDBOX = new Sandbox();
    private static final String NORWAY = "what is the capital of norway";

    private static Sandbox.Started process;
    private static Path bert;
    private static Path ranker;
    private static Path slow;

    @BeforeAll
    static void serve() throws Exception {
        bert = BertModel.write(SANDBOX.folder().resolve("bert.gguf"), 1);
        ranker = BertModel.writeRanker(
                SANDBOX.folder().resolve("ranker.gguf"), model -> model.u32("bert.pooling_type", 4));
        slow = SlowModel.write(SANDBOX.folder().resolve("slow.gguf"));
        process = SANDBOX.start("serve", "--model", "tiny", "--model", bert.toString(), "--model", ranker.toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        process.process().destroy();
        process.process().onExit().join();
        SANDBOX.close();
    }

    private static HttpProbe probe() {
        return HttpProbe.unix(SANDBOX.socket());
    }

    @Test
    void oneTextGetsOneVectorAsTheContractSays() throws Exception {
        HttpProbe.Answer answer =
                probe().post("/api/embeddings", "{\"model\":\"tiny\",\"input\":\"What is the capital of France?\"}");
        JsonNode json = answer.json();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: application/json").contains("Content-Length: ");
        assertThat(names(json)).containsExactly("model", "embeddings", "dimensions", "total_tokens");
        assertThat(json.get("model").asText()).isEqualTo("tiny");
        assertThat(json.get("embeddings")).hasSize(1);
        assertThat(json.get("embeddings").get(0)).hasSize(128);
        assertThat(json.get("dimensions").asInt()).isEqualTo(128);
        assertThat(json.get("total_tokens").asInt()).isEqualTo(8);
        assertThat(length(json.get("embeddings").get(0))).isCloseTo(1, within(1e-5));
    }

    @Test
    void severalTextsGetTheirVectorsInOrder() throws Exception {
        JsonNode together = embed(bert, "[\"a cat\",\"a big dog\",\"water and fire\"]");
        JsonNode alone = embed(bert, "\"a big dog\"");

        assertThat(together.get("model").asText()).isEqualTo(bert.toString());
        assertThat(together.get("embeddings")).hasSize(3);
        assertThat(together.get("dimensions").asInt()).isEqualTo(BertModel.WIDTH);
        assertThat(together.get("total_tokens").asInt()).isEqualTo(4 + 5 + 5);
        for (int i = 0; i < BertModel.WIDTH; i++) {
            assertThat(together.get("embeddings").get(1).get(i).asDouble())
                    .isCloseTo(alone.get("embeddings").get(0).get(i).asDouble(), within(1e-4));
        }
    }

    @Test
    void withoutAModelTheDefaultOneIsMeant() throws Exception {
        assertThat(probe().post("/api/embeddings", "{\"input\":\"Hello\"}")
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo("tiny");
    }

    @Test
    void manyVectorsComeInPieces() throws Exception {
        String inputs = "[" + String.join(",", Collections.nCopies(2000, "\"a small cat\"")) + "]";
        HttpProbe.Answer answer =
                probe().post("/api/embeddings", "{\"model\":\"" + bert + "\",\"input\":" + inputs + "}");

        assertThat(answer.head()).contains("Transfer-Encoding: chunked");
        assertThat(answer.json().get("embeddings")).hasSize(2000);
        assertThat(answer.json().get("total_tokens").asInt()).isEqualTo(2000 * 5);
        assertThat(length(answer.json().get("embeddings").get(1999))).isCloseTo(1, within(1e-5));
    }

    @Test
    void fewerDimensionsCanBeAskedFor() throws Exception {
        JsonNode json = embed(bert, "\"a cat\",\"dimensions\":8");

        assertThat(json.get("dimensions").asInt()).isEqualTo(8);
        assertThat(json.get("embeddings").get(0)).hasSize(8);
        assertThat(length(json.get("embeddings").get(0))).isCloseTo(1, within(1e-5));
    }

    @Test
    void whatWasCutOrNotUnderstoodIsSaid() throws Exception {
        JsonNode json = embed(
                bert, "[\"a cat\",\"" + "book ".repeat(100) + "\"],\"truncate\":true,\"encoding_format\":\"base64\"");

        assertThat(json.get("warnings").toString())
                .isEqualTo("[\"'encoding_format' is not known and was ignored\","
                        + "\"'input[1]' was cut from 102 to 64 tokens\"]");
    }

    @Test
    void anInputOverTheContextIsRefusedByItsPlace() throws Exception {
        HttpProbe.Answer answer = probe().post(
                        "/api/embeddings",
                        "{\"model\":\"" + bert + "\",\"input\":[\"a cat\",\"" + "book ".repeat(100) + "\"]}");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request");
        assertThat(error.get("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.get("param").asText()).isEqualTo("input[1]");
        assertThat(error.get("message").asText())
                .isEqualTo("'input[1]' has 102 tokens and the context has room for 64");
        assertThat(error.get("hint").asText()).isEqualTo("shorten it, or set truncate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/embeddings | {\"input\":\"a\",\"dimensions\":1000}    | dimensions",
                "/api/embeddings | {\"input\":[]}                           | input",
                "/api/embeddings | {\"input\":7}                            | input",
                "/api/embeddings | {\"input\":\"a\",\"keep_alive\":\"soon\"}| keep_alive",
                "/api/rerank     | {\"query\":\"q\",\"documents\":\"\"}     | documents",
                "/api/rerank     | {\"query\":\"q\",\"documents\":[\"a\"]}  | model"
            })
    void whatIsWrongIsNamed(String path, String body, String field) throws Exception {
        HttpProbe.Answer answer = probe().post(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("code").asText()).isEqualTo("invalid_request");
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo(field);
    }

    @Test
    void aModelThatScoresNothingIsCalledByItsName() throws Exception {
        HttpProbe.Answer answer =
                probe().post("/api/rerank", "{\"model\":\"tiny\",\"query\":\"q\",\"documents\":[\"a\"]}");

        assertThat(answer.json().get("error").get("message").asText())
                .isEqualTo("Model 'tiny' has no classifier head to score documents with");
    }

    @Test
    void documentsAreRankedTheBestFirst() throws Exception {
        JsonNode json = rerank("");

        assertThat(names(json)).containsExactly("model", "results", "usage");
        assertThat(json.get("results")).hasSize(3);
        assertThat(json.get("results").findValuesAsText("index")).containsExactly("2", "0", "1");
        assertThat(json.get("results").get(0).get("relevance_score").asDouble()).isCloseTo(0.4024, within(5e-3));
        assertThat(json.get("results").get(2).get("relevance_score").asDouble()).isCloseTo(-1.5160, within(5e-3));
        assertThat(names(json.get("results").get(0))).containsExactly("index", "relevance_score");
        assertThat(json.get("usage").toString()).isEqualTo("{\"prompt_tokens\":80,\"total_tokens\":80}");
    }

    @Test
    void theBestFewAreEnoughIfThatIsAskedForAndBringTheirTexts() throws Exception {
        JsonNode json = rerank(",\"top_n\":2,\"return_documents\":true");

        assertThat(json.get("results").findValuesAsText("index")).containsExactly("2", "0");
        assertThat(json.get("results").get(1).get("document").toString())
                .isEqualTo("{\"text\":\"what is the capital of france\"}");
        assertThat(rerank(",\"top_n\":9").get("results")).hasSize(3);
    }

    @Test
    void aModelForEmbeddingsGeneratesNothingAndSaysSo() throws Exception {
        HttpProbe.Answer chat = probe().post(
                        "/api/chat",
                        "{\"model\":\"" + bert + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        Sandbox.Result run = SANDBOX.run("run", bert.toString(), "Hello");

        assertThat(chat.status()).isEqualTo(400);
        assertThat(chat.json().get("error").get("message").asText())
                .isEqualTo(bert + " was made for embeddings or scores and generates no text");
        assertThat(run.err()).hasLineCount(1).contains("generates no text", "name a model that generates");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void aModelForScoresGivesNoEmbeddings() throws Exception {
        HttpProbe.Answer answer = probe().post("/api/embeddings", "{\"model\":\"" + ranker + "\",\"input\":\"a cat\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("param").asText()).isEqualTo("model");
    }

    @Test
    void aClientThatGoesAwayStopsTheWork() throws Exception {
        String inputs = "[" + String.join(",", Collections.nCopies(200, "\"" + "one two ".repeat(500) + "\"")) + "]";
        SocketChannel client =
                probe().send("POST", "/api/embeddings", "{\"model\":\"" + slow + "\",\"input\":" + inputs + "}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 1);
        client.close();

        // All of it would take minutes.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active() == 0);
        assertThat(probe().post("/api/embeddings", "{\"model\":\"" + slow + "\",\"input\":\"a\"}")
                        .status())
                .isEqualTo(200);
    }

    private static int active() throws Exception {
        return probe().get("/status").json().get("active_requests").asInt();
    }

    private static JsonNode embed(Path model, String input) throws Exception {
        return probe().post("/api/embeddings", "{\"model\":\"" + model + "\",\"input\":" + input + "}")
                .json();
    }

    private static JsonNode rerank(String more) throws Exception {
        String documents =
                "[\"what is the capital of france\",\"a small cat sat on the mat\",\"" + "book ".repeat(40) + "\"]";
        return probe().post(
                        "/api/rerank",
                        "{\"model\":\"" + ranker + "\",\"query\":\"" + NORWAY + "\",\"documents\":" + documents + more
                                + "}")
                .json();
    }

    private static double length(JsonNode vector) {
        double squares = 0;
        for (JsonNode value : vector) {
            squares += value.asDouble() * value.asDouble();
        }
        return Math.sqrt(squares);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
