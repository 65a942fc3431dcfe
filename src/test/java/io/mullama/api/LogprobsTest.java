package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogprobsTest {
    private static final Logprobs.Candidate PARIS = candidate(" Paris", -0.25);

    @Test
    void aTokenIsWordedAsOpenAiDoes() {
        Logprobs logprobs = new Logprobs(List.of(new Logprobs.Token(PARIS, List.of(PARIS, candidate("é", -2.0)))));

        assertThat(logprobs.toJson().toString())
                .isEqualTo("{\"content\":[{\"token\":\" Paris\",\"logprob\":-0.25,\"bytes\":[32,80,97,114,105,115],"
                        + "\"top_logprobs\":[{\"token\":\" Paris\",\"logprob\":-0.25,\"bytes\":[32,80,97,114,105,115]},"
                        + "{\"token\":\"é\",\"logprob\":-2.0,\"bytes\":[195,169]}]}]}");
    }

    @Test
    void aPartOfACharacterIsToldByItsBytes() {
        Logprobs.Candidate part = new Logprobs.Candidate(new byte[] {(byte) 0xC3}, -1);

        assertThat(new Logprobs(List.of(new Logprobs.Token(part, List.of())))
                        .toJson()
                        .toString())
                .isEqualTo(
                        "{\"content\":[{\"token\":\"\uFFFD\",\"logprob\":-1.0,\"bytes\":[195],\"top_logprobs\":[]}]}");
    }

    @Test
    void whatCannotBeIsVeryUnlikely() {
        Logprobs.Token never = new Logprobs.Token(candidate("x", Double.NEGATIVE_INFINITY), List.of());

        assertThat(new Logprobs(List.of(never)).toJson().toString()).contains("\"logprob\":-9999.0");
    }

    @Test
    void anAnswerSaysThemBesideWhatItSaysAnyway() {
        JsonBody answer = new GenerateResponse("m", " Paris", null);

        assertThat(new ScoredAnswer(answer, new Logprobs(List.of(new Logprobs.Token(PARIS, List.of()))))
                        .toJson()
                        .toString())
                .isEqualTo("{\"model\":\"m\",\"response\":\" Paris\",\"done\":false,\"logprobs\":"
                        + "[{\"token\":\" Paris\",\"logprob\":-0.25,\"bytes\":[32,80,97,114,105,115],"
                        + "\"top_logprobs\":[]}]}");
    }

    private static Logprobs.Candidate candidate(String text, double logprob) {
        return new Logprobs.Candidate(text.getBytes(StandardCharsets.UTF_8), logprob);
    }
}
