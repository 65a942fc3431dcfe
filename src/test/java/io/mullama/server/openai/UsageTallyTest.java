package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.openai.TokenUsage;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.server.answer.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class UsageTallyTest {
    @Test
    void aPromptCountsOnceAndEveryAnswerDoes() {
        UsageTally tally = new UsageTally(2, 3);
        for (int i = 0; i < 3; i++) {
            tally.add(i, end(10, i == 0 ? 4 : 9, 5));
        }
        assertThat(tally.isComplete()).isFalse();
        for (int i = 5; i >= 3; i--) {
            tally.add(i, end(20, i == 3 ? 0 : 19, 1));
        }

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.total()).isEqualTo(new TokenUsage(30, 4, 18, 12));
    }

    /** An answer of which two tokens were thought. */
    private static Reply.End end(int prompt, int cached, int completion) {
        Usage usage = new Usage(prompt, cached, completion, Duration.ZERO);
        return new Reply.End(new GenerationEvent.Finished(FinishReason.STOP, usage), false, 2);
    }
}
