package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.server.ServedRoutes;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over an engine of which every character is a token, and those up to 255 are bytes. */
final class TokenRoutesTest {
    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aTextBecomesTokensAndTheirNumber() throws IOException {
        assertThat(routes.send("/api/tokenize", "{'model':'tiny','text':'Hi'}").body())
                .isEqualTo("{\"model\":\"tiny\",\"tokens\":[72,105],\"count\":2}");
        assertThat(routes.send("/api/tokenize", "{'model':'tiny','content':'Hi','add_special':true}")
                        .body())
                .isEqualTo("{\"model\":\"tiny\",\"tokens\":[1,72,105],\"count\":3}");
    }

    @Test
    void piecesAreTextOrBytesWhereTheyAreAskedFor() throws IOException {
        assertThat(routes.send("/api/tokenize", "{'model':'tiny','text':'Hé','with_pieces':true}")
                        .body())
                .isEqualTo("{\"model\":\"tiny\",\"tokens\":[72,233],\"count\":2,\"pieces\":[\"H\",[233]]}");
    }

    @Test
    void tokensBecomeText() throws IOException {
        assertThat(routes.send("/api/detokenize", "{'model':'tiny','tokens':[72,105]}")
                        .body())
                .isEqualTo("{\"model\":\"tiny\",\"text\":\"Hi\",\"valid_utf8\":true}");
        assertThat(routes.send("/api/detokenize", "{'model':'tiny','tokens':[72,233]}")
                        .body())
                .isEqualTo("{\"model\":\"tiny\",\"text\":\"H\uFFFD\",\"valid_utf8\":false}");
    }

    @Test
    void whatIsNotKnownIsSaid() throws IOException {
        assertThat(routes.send("/api/tokenize", "{'model':'tiny','text':'','sound':1}")
                        .body())
                .isEqualTo("{\"model\":\"tiny\",\"tokens\":[],\"count\":0,"
                        + "\"warnings\":[\"'sound' is not known and was ignored\"]}");
    }
}
