package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NgramDraftTest {
    private final NgramDraft draft = new NgramDraft();

    @Test
    void aTextIsGuessedToGoOnAsItDidBefore() {
        assertThat(draft.after(tokens(1, 2, 3, 4, 5, 6, 7, 1, 2, 3), 8)).containsExactly(4, 5, 6, 7);
    }

    @Test
    void theLongestAndThenTheLatestRepetitionCounts() {
        assertThat(draft.after(tokens(9, 1, 2, 50, 1, 2, 60, 9, 1, 2), 1)).containsExactly(50);
        assertThat(draft.after(tokens(8, 1, 2, 50, 7, 1, 2, 60, 9, 1, 2), 1)).containsExactly(60);
    }

    @Test
    void aTextWithoutRepetitionIsNotGuessed() {
        assertThat(draft.after(tokens(1, 2, 3, 4, 5), 8)).isEmpty();
        assertThat(draft.after(tokens(1), 8)).isEmpty();
        assertThat(draft.after(tokens(), 8)).isEmpty();
    }

    @Test
    void noMoreIsGuessedThanThereIsRoomFor() {
        assertThat(draft.after(tokens(1, 2, 3, 4, 5, 6, 1, 2), 2)).containsExactly(3, 4);
        assertThat(draft.after(tokens(1, 2, 3, 4, 5, 6, 1, 2), 0)).isEmpty();
    }

    @Test
    void guessesThatComeTrueGrow() {
        draft.cameTrue(4, 4);

        assertThat(draft.after(repeated(), 100)).hasSize(NgramDraft.MOST);
    }

    @Test
    void guessesThatDoNotComeTrueShrinkAndPause() {
        draft.cameTrue(4, 0);

        assertThat(draft.after(repeated(), 100)).isEmpty();
        assertThat(draft.after(repeated(), 100)).hasSize(2);
        draft.cameTrue(2, 0);
        assertThat(draft.after(repeated(), 100)).isEmpty();
        assertThat(draft.after(repeated(), 100)).isEmpty();
        assertThat(draft.after(repeated(), 100)).hasSize(1);
    }

    private static TokenList repeated() {
        TokenList list = new TokenList();
        for (int i = 0; i < 100; i++) {
            list.add(i % 20);
        }
        return list;
    }

    private static TokenList tokens(int... tokens) {
        TokenList list = new TokenList();
        list.addAll(tokens);
        return list;
    }
}
