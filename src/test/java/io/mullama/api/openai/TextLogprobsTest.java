package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Logprobs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextLogprobsTest {

    @Test
    void tokensAreListsBesideEachOther() {
        TextLogprobs logprobs = new TextLogprobs(
                List.of(
                        token(candidate(" the", -0.5), candidate(" a", -1), candidate(" the", -0.5)),
                        token(candidate("é", Double.NEGATIVE_INFINITY))),
                3);

        assertThat(logprobs.toJson())
                .hasToString("{'tokens':[' the','é'],'token_logprobs':[-0.5,-9999.0],'top_logprobs':[{' a':-1.0,"
                                .replace('\'', '"')
                        + "\" the\":-0.5},{\"é\":-9999.0}],\"text_offset\":[3,7]}");
        assertThat(logprobs.end()).isEqualTo(8);
    }

    @Test
    void whatIsNoWholeCharacterIsTheBytesItIs() {
        byte[] smile = "🙂".getBytes(StandardCharsets.UTF_8);
        TextLogprobs logprobs = new TextLogprobs(
                List.of(
                        token(new Logprobs.Candidate(new byte[] {smile[0], smile[1]}, -1)),
                        token(new Logprobs.Candidate(new byte[] {smile[2], smile[3]}, -1)),
                        token(candidate("!", -1))),
                0);

        assertThat(logprobs.toJson().get("tokens"))
                .hasToString("[\"bytes:\\\\xf0\\\\x9f\",\"bytes:\\\\x99\\\\x82\",\"!\"]");
        assertThat(logprobs.toJson().get("text_offset")).hasToString("[0,0,1]");
    }

    private static Logprobs.Token token(Logprobs.Candidate token, Logprobs.Candidate... top) {
        return new Logprobs.Token(token, List.of(top));
    }

    private static Logprobs.Candidate candidate(String text, double logprob) {
        return new Logprobs.Candidate(text.getBytes(StandardCharsets.UTF_8), logprob);
    }
}
