package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request and its answer added to a conversation, after the turns before it: these are referred to rather than
 * copied, so that a conversation costs as much as it says. Immutable but for the store's count, which the store guards.
 */
final class Turn {
    /** What an item takes beside its text, in bytes: objects, its id, its place in the index. */
    private static final int ITEM_SIZE = 400;

    private static final int TURN_SIZE = 200;

    private final @Nullable Turn before;
    private final List<Item> items;
    private final long size;

    /** How many stored responses and later turns refer to it. */
    private int holders;

    /** A turn after another one; {@code before} is null for the first of a conversation. */
    Turn(@Nullable Turn before, List<Item> input, List<Item> output) {
        this.before = before;
        List<Item> all = new ArrayList<>(input);
        all.addAll(output);
        this.items = List.copyOf(all);
        this.size = TURN_SIZE
                + items.stream().mapToLong(item -> ITEM_SIZE + 2L * item.size()).sum();
    }

    @Nullable
    Turn before() {
        return before;
    }

    /** What this turn alone added. */
    List<Item> items() {
        return items;
    }

    /** Roughly the memory that this turn alone takes, in bytes. */
    long size() {
        return size;
    }

    /** The whole conversation up to the end of this turn. */
    List<Item> conversation() {
        Deque<Turn> turns = new ArrayDeque<>();
        for (Turn turn = this; turn != null; turn = turn.before) {
            turns.push(turn);
        }
        List<Item> all = new ArrayList<>();
        turns.forEach(turn -> all.addAll(turn.items));
        return all;
    }

    /** Whether it is the first to refer to it. */
    boolean hold() {
        return holders++ == 0;
    }

    /** Whether nobody refers to it any more. */
    boolean release() {
        return --holders == 0;
    }
}
