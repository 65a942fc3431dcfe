package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.SlotChoice.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotChoiceTest {
    private static final Candidate EMPTY = new Candidate(0, 0, 0);

    @Test
    void theSlotThatHoldsMostOfThePromptIsTaken() {
        assertThat(best(new Candidate(100, 60, 1), new Candidate(100, 90, 2), EMPTY))
                .isEqualTo(1);
    }

    @Test
    void aFewTokensOfTheTemplateDoNotCostAConversationItsCache() {
        assertThat(best(new Candidate(1000, 4, 1), EMPTY)).isEqualTo(1);
    }

    @Test
    void aConversationIsContinuedThoughItsAnswerIsNotPartOfThePrompt() {
        assertThat(best(EMPTY, new Candidate(100, 50, 1))).isEqualTo(1);
    }

    @Test
    void whereNothingFitsTheSlotUnusedForLongestIsTaken() {
        assertThat(best(new Candidate(50, 2, 7), new Candidate(50, 2, 3), new Candidate(50, 2, 5)))
                .isEqualTo(1);
    }

    @Test
    void anEmptySlotIsTakenBeforeAConversationIsForgotten() {
        assertThat(best(new Candidate(50, 0, 7), new Candidate(50, 0, 3), EMPTY))
                .isEqualTo(2);
    }

    @Test
    void aPromptThatWasAnsweredAtLengthFindsItsSlotAgain() {
        assertThat(best(EMPTY, new Candidate(1000, 99, 1))).isEqualTo(1);
    }

    private static int best(Candidate... candidates) {
        return SlotChoice.best(List.of(candidates), 100);
    }
}
