package io.mullama.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of a grammar, made as they are reached: an automaton over bytes. For one generation; not thread-safe.
 *
 * <p>A grammar may be read in a number of ways that doubles with every character, so ways and work are bounded.
 */
final class StateSpace {
    static final GrammarState DEAD = new GrammarState(Set.of(), false);

    /** Ways of reading one text. */
    private static final int MOST_READINGS = 2_000;

    /** Places in the rules that are looked at for one state. */
    private static final int MOST_PLACES = 50_000;

    /** States that are kept for their transitions, a KiB each. */
    private static final int MOST_STATES = 1_024;

    /** Readings in all of them. */
    private static final int MOST_KEPT_READINGS = 100_000;

    /** Steps of one reading for one token of the answer; some tenths of a second at most. */
    private static final int MOST_WORK = 2_000_000;

    private final Grammar grammar;
    private final Map<GrammarState, GrammarState> states = new HashMap<>();
    private int keptReadings;
    private int work;

    StateSpace(Grammar grammar) {
        this.grammar = grammar;
    }

    /** A state that is being put together. */
    private final class Draft {
        private final Set<Reading> readings = new LinkedHashSet<>();
        private final Set<Stack> seen = new HashSet<>();
        private boolean complete;

        /** Follows references until characters or tokens are next. */
        void expand(@Nullable Stack stack) {
            Deque<Stack> open = new ArrayDeque<>();
            addTo(open, stack);
            while (!open.isEmpty()) {
                Stack next = open.pop();
                if (next.symbol() instanceof Symbol.Reference reference) {
                    Stack after = next.after();
                    for (Symbol[] alternative : grammar.alternatives(reference)) {
                        addTo(open, alternative.length == 0 ? after : new Stack(alternative, 0, after));
                    }
                } else {
                    add(Reading.between(next));
                }
            }
        }

        private void addTo(Deque<Stack> open, @Nullable Stack stack) {
            spend(1);
            if (stack == null) {
                complete = true;
            } else if (seen.add(stack)) {
                open.push(stack);
                if (seen.size() > MOST_PLACES) {
                    throw tooAmbiguous();
                }
            }
        }

        void add(Reading reading) {
            readings.add(reading);
            if (readings.size() > MOST_READINGS) {
                throw tooAmbiguous();
            }
        }

        void add(GrammarState state) {
            state.readings().forEach(this::add);
            complete |= state.isComplete();
        }

        GrammarState state() {
            return interned(new GrammarState(readings, complete));
        }
    }

    /** Begins to count the work for another token. */
    void resetWork() {
        work = 0;
    }

    GrammarState start() {
        Draft draft = new Draft();
        for (Symbol[] alternative : grammar.alternatives(grammar.root())) {
            draft.expand(alternative.length == 0 ? null : new Stack(alternative, 0, null));
        }
        return draft.state();
    }

    /** The state after a byte of text. */
    GrammarState next(GrammarState state, byte value) {
        int unsignedByte = value & 0xFF;
        GrammarState next = state.remembered(unsignedByte);
        if (next == null) {
            next = step(state, unsignedByte);
            state.remember(unsignedByte, next);
        }
        return next;
    }

    /** The state after a whole token, for the readings that want one here. */
    GrammarState afterToken(GrammarState state, int token) {
        Draft draft = new Draft();
        for (Reading reading : state.readings()) {
            if (reading.stack().symbol() instanceof Symbol.Token wanted && wanted.matches(token)) {
                draft.expand(reading.stack().after());
            }
        }
        return draft.state();
    }

    /** Whatever either of them allows. */
    GrammarState union(GrammarState one, GrammarState other) {
        Draft draft = new Draft();
        draft.add(one);
        draft.add(other);
        return draft.state();
    }

    private GrammarState step(GrammarState state, int unsignedByte) {
        spend(state.readings().size());
        Draft draft = new Draft();
        for (Reading reading : state.readings()) {
            Reading next = next(reading, unsignedByte);
            if (next != null && next.isPossible()) {
                if (next.missing() == 0) {
                    draft.expand(next.stack().after());
                } else {
                    draft.add(next);
                }
            }
        }
        return draft.state();
    }

    private static @Nullable Reading next(Reading reading, int unsignedByte) {
        boolean continues = unsignedByte >= 0x80 && unsignedByte < 0xC0;
        if (reading.missing() > 0) {
            return continues ? reading.continued(unsignedByte) : null;
        }
        if (unsignedByte < 0x80) {
            return new Reading(reading.stack(), unsignedByte, 0, 0);
        }
        // Neither C0 and C1, which would be written shorter, nor F5 and more begin a character.
        return continues || unsignedByte < 0xC2 || unsignedByte > 0xF4
                ? null
                : Reading.leading(reading.stack(), unsignedByte);
    }

    private GrammarState interned(GrammarState state) {
        GrammarState known = states.get(state);
        if (known != null) {
            return known;
        }
        if (states.size() >= MOST_STATES || keptReadings > MOST_KEPT_READINGS) {
            // What they remember would keep all of them in memory.
            states.keySet().forEach(GrammarState::forget);
            states.clear();
            keptReadings = 0;
        }
        states.put(state, state);
        keptReadings += state.readings().size();
        return state;
    }

    private void spend(int steps) {
        work += steps;
        if (work > MOST_WORK) {
            throw tooAmbiguous();
        }
    }

    private static GrammarException tooAmbiguous() {
        return new GrammarException("the text so far can be read in too many ways");
    }
}
