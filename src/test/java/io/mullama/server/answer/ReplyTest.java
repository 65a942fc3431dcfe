package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.ThinkingFormat;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyTest {
    private static final ThinkingFormat THINK = new ThinkingFormat("think", "<think>", "</think>");

    @ParameterizedTest
    @CsvSource({
        "<think>|Let| me| see|</think>|Paris, 4",
        "<think>|Let| me| see|</think>|Pa|ris, 4",
        "<think>|cut| off, 3",
        "Par|is, 0",
    })
    void theTokensOfThoughtsAreCountedWithTheMarkThatOpensThem(String pieces, int thought) {
        Reply reply = new Reply(new AnswerSyntax(THINK, false, null, List.of()), true);
        for (String piece : pieces.split("\\|", -1)) {
            reply.read(new GenerationEvent.Piece(piece), (event, tokens) -> true);
        }

        Reply.End end = reply.read(finished(), (event, tokens) -> true);

        assertThat(end.thoughtTokens()).isEqualTo(thought);
    }

    private static GenerationEvent.Finished finished() {
        return new GenerationEvent.Finished(FinishReason.STOP, new Usage(3, 0, 6, Duration.ofMillis(1)));
    }
}
