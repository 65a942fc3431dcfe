package io.mullama.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A way through stages, byte by byte from where an answer is, that keeps every step so that another way can branch off
 * there. For one generation; not thread-safe.
 *
 * <p>Text belongs to a stage's rules as long as they go on with it; only then it belongs to the stage behind them.
 */
final class StageWalk {
    /** In place of a depth: there is no way. */
    static final int DEAD = -1;

    private static final int NO_CUT = -1;

    private final List<StageStates> stages;

    /** Where it is after that many steps; the first is where the answer is. */
    private int[] stage = new int[32];

    private GrammarState[] state = new GrammarState[stage.length];
    private int[] marker = new int[stage.length];

    /** Where in the text the step has begun another stage. */
    private int[] cut = new int[stage.length];

    /**
     * A place where no byte of a token has been read yet.
     *
     * @param here whether the answer is there, rather than before it
     */
    private record Place(boolean here, int stage, StageStates states, GrammarState state, int marker) {}

    StageWalk(List<StageStates> stages, int first) {
        this.stages = stages;
        put(0, first, stages.get(first).start(), Markers.START);
    }

    /** Begins to count the work for another token. */
    void resetWork() {
        stages.forEach(StageStates::resetWork);
    }

    int stage() {
        return stage[0];
    }

    boolean isFree() {
        return stages.get(stage[0]).isFree();
    }

    boolean mayEnd(int depth) {
        return stages.get(stage[depth]).mayEnd(state[depth]);
    }

    /** Makes where that step has led the place from which all others go. */
    void restart(int depth) {
        put(0, stage[depth], state[depth], marker[depth]);
    }

    /** The stages that began on the way there. */
    List<Crossing> crossings(int depth) {
        List<Crossing> crossings = List.of();
        for (int i = 1; i <= depth; i++) {
            if (cut[i] != NO_CUT) {
                crossings = crossings.isEmpty() ? new ArrayList<>() : crossings;
                crossings.add(new Crossing(cut[i], stage[i]));
            }
        }
        return crossings;
    }

    /** As many steps as the text has bytes; {@link #DEAD} if the way ends before. */
    int follow(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (!step(i, text[i])) {
                return DEAD;
            }
        }
        return text.length;
    }

    /** One step more than that; false if there is none. */
    boolean step(int depth, byte value) {
        int at = stage[depth];
        GrammarState from = state[depth];
        int before = marker[depth];
        int begun = NO_CUT;
        // Stages whose rules are complete without a text could lead on in a circle.
        for (int hops = 0; hops <= stages.size(); hops++) {
            StageStates current = stages.get(at);
            GrammarState next = current.next(from, value);
            if (!next.isDead()) {
                arrive(depth + 1, at, next, current.markers().next(before, value));
                cut[depth + 1] = cut[depth + 1] == NO_CUT ? begun : cut[depth + 1];
                return true;
            }
            if (!current.leadsOn(from)) {
                return false;
            }
            at = current.next();
            from = stages.get(at).start();
            before = Markers.START;
            begun = depth;
        }
        return false;
    }

    /** The step after a whole token, by its text or by a rule that wants that token. */
    int afterToken(int token, byte[] text) {
        int byText = text.length == 0 ? DEAD : follow(text);
        if (isFree()) {
            return text.length == 0 ? 0 : byText;
        }
        List<Place> places = places();
        for (Place place : places) {
            if (place.states.isFree()) {
                return text.length == 0 ? enter(place) : byText;
            }
            GrammarState byToken = place.states.afterToken(place.state, token);
            if (!byToken.isDead()) {
                return byText == DEAD ? byTokenAlone(place, byToken, text) : byBoth(place, byToken, byText);
            }
        }
        return byText;
    }

    /** Adds the tokens that may come next for what they are rather than for their text. */
    void addByToken(TokenTable tokens, BitSet allowed) {
        for (Place place : places()) {
            if (place.states.isFree()) {
                tokens.addSilent(allowed);
            } else if (place.state.expectsTokens()) {
                addExpected(place.state, tokens.size(), allowed);
            }
        }
    }

    private static void addExpected(GrammarState state, int size, BitSet allowed) {
        for (Reading reading : state.readings()) {
            if (reading.stack().symbol() instanceof Symbol.Token wanted) {
                if (wanted.except()) {
                    boolean itself = allowed.get(wanted.id());
                    allowed.set(0, size);
                    allowed.set(wanted.id(), itself);
                } else {
                    allowed.set(wanted.id());
                }
            }
        }
    }

    /** Where the answer is, and the stages that may begin right there. */
    private List<Place> places() {
        Place place = new Place(true, stage[0], stages.get(stage[0]), state[0], marker[0]);
        List<Place> places = new ArrayList<>();
        places.add(place);
        while (place.states.leadsOn(place.state) && places.size() <= stages.size()) {
            int next = place.states.next();
            place = new Place(false, next, stages.get(next), stages.get(next).start(), Markers.START);
            places.add(place);
        }
        return places;
    }

    private int enter(Place place) {
        put(1, place.stage, place.state, place.marker);
        cut[1] = 0;
        return 1;
    }

    private int byTokenAlone(Place place, GrammarState after, byte[] text) {
        int seen = place.marker;
        for (byte each : text) {
            seen = place.states.markers().next(seen, each);
        }
        if (text.length == 0) {
            put(1, place.stage, after, seen);
        } else {
            arrive(1, place.stage, after, seen);
        }
        if (cut[1] != NO_CUT) {
            cut[1] = text.length;
        } else if (!place.here) {
            cut[1] = 0;
        }
        return 1;
    }

    /** Whatever either of them allows, unless the text has led to another stage. */
    private int byBoth(Place place, GrammarState byToken, int byText) {
        if (place.here && crossings(byText).isEmpty()) {
            state[byText] = place.states.union(state[byText], byToken);
        }
        return byText;
    }

    /** Puts what a stage's text has led to, or the stage that one of its markers leads to. */
    private void arrive(int depth, int at, GrammarState after, int seen) {
        int exit = after.isComplete() ? stages.get(at).markers().exit(seen) : Stage.END;
        if (exit == Stage.END) {
            put(depth, at, after, seen);
        } else {
            put(depth, exit, stages.get(exit).start(), Markers.START);
            cut[depth] = depth;
        }
    }

    private void put(int depth, int at, GrammarState there, int seen) {
        if (depth == stage.length) {
            int more = 2 * depth;
            stage = Arrays.copyOf(stage, more);
            state = Arrays.copyOf(state, more);
            marker = Arrays.copyOf(marker, more);
            cut = Arrays.copyOf(cut, more);
        }
        stage[depth] = at;
        state[depth] = there;
        marker[depth] = seen;
        cut[depth] = NO_CUT;
    }
}
