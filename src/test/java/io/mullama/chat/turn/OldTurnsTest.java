package io.mullama.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OldTurnsTest {
    private static final List<Message> MESSAGES = List.of(
            Message.system("s"),
            Message.user("1"),
            Message.assistant("a"),
            new Message("tool", "t"),
            Message.user("2"),
            Message.user("2b"),
            Message.assistant("b"),
            Message.user("3"));

    private final OldTurns turns = OldTurns.of(MESSAGES);

    @Test
    void allTurnsButTheLastCanBeLeftOut() {
        assertThat(turns.count()).isEqualTo(2);
        assertThat(turns.without(0)).isEqualTo(MESSAGES);
        assertThat(texts(1)).containsExactly("s", "2", "2b", "b", "3");
        assertThat(texts(2)).containsExactly("s", "3");
    }

    @Test
    void aConversationOfOneTurnHasNone() {
        assertThat(OldTurns.of(List.of(Message.system("s"), Message.user("1"))).count())
                .isZero();
        assertThat(OldTurns.of(List.of(Message.assistant("a"))).count()).isZero();
    }

    private List<String> texts(int without) {
        return turns.without(without).stream().map(Message::content).toList();
    }
}
