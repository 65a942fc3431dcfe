package io.mullama.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.openai.responses.Item;
import io.mullama.api.openai.responses.OutputText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResponseStoreTest {
    private static final int JSON = 100;

    @Test
    void whatIsKeptIsFoundUntilItIsDeleted() {
        ResponseStore store = new ResponseStore();
        put(store, "a", null);

        assertThat(store.find("a", "")).map(StoredResponse::id).hasValue("a");
        assertThat(store.item("msg_a", "")).isPresent();
        assertThat(store.delete("a", "")).isTrue();
        assertThat(store.delete("a", "")).isFalse();
        assertThat(store.find("a", "")).isEmpty();
        assertThat(store.item("msg_a", "")).isEmpty();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void aConversationIsAllThatWasSaidInIt() {
        ResponseStore store = new ResponseStore();
        Turn last = put(store, "c", put(store, "b", put(store, "a", null)));

        assertThat(last.conversation())
                .extracting(Item::id)
                .containsExactly("msg_a", "out_a", "msg_b", "out_b", "msg_c", "out_c");
    }

    @Test
    void aConversationTakesAsMuchAsItSays() {
        ResponseStore store = new ResponseStore();
        Turn last = put(store, "0", null);
        long one = store.bytes();
        for (int i = 1; i < 100; i++) {
            last = put(store, Integer.toString(i), last);
        }

        assertThat(store.bytes()).isEqualTo(100 * one);
    }

    @Test
    void aDeletedTurnStaysForThoseThatWentOnFromIt() {
        ResponseStore store = new ResponseStore();
        Turn last = put(store, "b", put(store, "a", null));

        store.delete("a", "");

        assertThat(store.find("a", "")).isEmpty();
        assertThat(last.conversation()).hasSize(4);
        assertThat(store.item("out_a", "")).isPresent();
        store.delete("b", "");
        assertThat(store.bytes()).isZero();
        assertThat(store.item("out_a", "")).isEmpty();
    }

    @Test
    void theOldestIsForgottenWhereThereAreTooMany() {
        ResponseStore store = new ResponseStore(2, Long.MAX_VALUE);
        put(store, "a", null);
        put(store, "b", null);
        put(store, "c", null);

        assertThat(store.count()).isEqualTo(2);
        assertThat(store.find("a", "")).isEmpty();
        assertThat(store.find("c", "")).isPresent();
    }

    @Test
    void theOldestIsForgottenWhereTheyTakeTooMuch() {
        ResponseStore one = new ResponseStore();
        put(one, "a", null);
        ResponseStore store = new ResponseStore(100, 2 * one.bytes() + 1);
        put(store, "a", null);
        put(store, "b", null);
        put(store, "c", null);

        assertThat(store.count()).isEqualTo(2);
        assertThat(store.find("a", "")).isEmpty();
        assertThat(store.bytes()).isEqualTo(2 * one.bytes());
    }

    @Test
    void aConversationThatGoesOnIsForgottenWithItsNewestTurn() {
        ResponseStore store = new ResponseStore(2, Long.MAX_VALUE);
        Turn last = put(store, "a", null);
        for (String id : List.of("b", "c", "d")) {
            last = put(store, id, last);
        }

        assertThat(store.find("d", ""))
                .map(found -> found.turn().conversation().size())
                .hasValue(8);
        put(store, "x", null);
        put(store, "y", null);
        assertThat(store.item("msg_a", "")).isEmpty();
    }

    @Test
    void whatIsTooLargeByItselfIsNotKept() {
        ResponseStore store = new ResponseStore(100, 10);
        put(store, "a", null);

        assertThat(store.count()).isZero();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void aTurnThatWasForgottenWhileItsAnswerWasUnderWayIsRememberedWithThat() {
        ResponseStore store = new ResponseStore();
        Turn first = put(store, "a", null);
        store.delete("a", "");

        put(store, "b", first);

        assertThat(store.item("msg_a", "")).isPresent();
        store.delete("b", "");
        assertThat(store.bytes()).isZero();
    }

    @Test
    void nobodySeesWhatIsAnothers() {
        ResponseStore store = new ResponseStore();
        store.put(new StoredResponse("a", "ann", new byte[JSON], List.of(), turn("a", null)));

        assertThat(store.find("a", "bob")).isEmpty();
        assertThat(store.item("msg_a", "bob")).isEmpty();
        assertThat(store.delete("a", "bob")).isFalse();
        assertThat(store.item("msg_a", "ann")).isPresent();
        assertThat(store.delete("a", "ann")).isTrue();
    }

    private static Turn put(ResponseStore store, String id, @Nullable Turn before) {
        Turn turn = turn(id, before);
        store.put(new StoredResponse(id, "", new byte[JSON], List.of(), turn));
        return turn;
    }

    private static Turn turn(String id, @Nullable Turn before) {
        return new Turn(before, List.of(message("msg_" + id, "user")), List.of(message("out_" + id, "assistant")));
    }

    private static Item message(String id, String role) {
        return new Item.Message(id, role, List.of(new OutputText("text")));
    }
}
