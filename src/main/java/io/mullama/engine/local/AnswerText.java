package io.mullama.engine.local;

import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer as its tokens bring it: by whole characters, with what may begin a stop text held back, and
 * each token's probability with the piece in which the last of its text leaves. Not thread-safe.
 */
final class AnswerText {
    private final Utf8Assembler characters = new Utf8Assembler();
    private final StopMatcher stops;
    private final Deque<Held> held = new ArrayDeque<>();

    /** Characters of the answer so far, held back or not. */
    private long seen;

    /** Of those, the ones that have left. */
    private long left;

    /**
     * A token whose text has not left in whole.
     *
     * @param start the number of characters before it
     * @param end the number of characters that must leave before it is told of
     */
    private record Held(TokenProbability token, long start, long end) {}

    /** Tokens since the last piece. */
    private int untold;

    /** Whether stop texts count in what comes next. */
    private boolean heedsStops;

    /** {@code heedsStops} is whether stop texts count at its beginning. */
    AnswerText(List<String> stops, boolean heedsStops) {
        this.stops = new StopMatcher(stops);
        this.heedsStops = heedsStops;
    }

    /**
     * Adds a token's bytes.
     *
     * @param cuts where in them stop texts begin to count, or no longer do
     * @param probability of the token; null where nobody asked
     * @return what can leave; null if nothing can
     */
    GenerationEvent.@Nullable Piece append(byte[] bytes, List<Cut> cuts, @Nullable TokenProbability probability) {
        untold++;
        return take(bytes, cuts, probability);
    }

    /** Adds the bytes of what ends the answer, which is none of its tokens. */
    GenerationEvent.@Nullable Piece appendEnd(byte[] bytes, List<Cut> cuts) {
        return take(bytes, cuts, null);
    }

    private GenerationEvent.@Nullable Piece take(byte[] bytes, List<Cut> cuts, @Nullable TokenProbability probability) {
        long start = seen;
        String text = cuts.isEmpty() ? take(bytes) : take(bytes, cuts);
        if (probability != null) {
            // The character that a token only begins comes with a later token.
            held.add(new Held(probability, start, seen + (characters.isPending() ? 1 : 0)));
        }
        left += text.length();
        return piece(text, stops.stopped() ? begun() : complete(text));
    }

    private String take(byte[] bytes, List<Cut> cuts) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Cut cut : cuts) {
            text.append(take(Arrays.copyOfRange(bytes, from, cut.offset())));
            heedsStops = cut.stops();
            from = cut.offset();
        }
        return text.append(take(Arrays.copyOfRange(bytes, from, bytes.length))).toString();
    }

    private String take(byte[] bytes) {
        String whole = characters.append(bytes);
        seen += whole.length();
        if (stops.stopped()) {
            return "";
        }
        return heedsStops ? stops.append(whole) : stops.finish() + whole;
    }

    /** Whether a stop text has come. */
    boolean stopped() {
        return stops.stopped();
    }

    /** The stop text that has come; null if none has. */
    @Nullable
    String stop() {
        return stops.found();
    }

    /** What was held back, when no more tokens come; null for nothing. */
    GenerationEvent.@Nullable Piece finish() {
        if (stops.stopped()) {
            return null;
        }
        String rest = characters.finish();
        String text = heedsStops ? stops.append(rest) + stops.finish() : stops.finish() + rest;
        return piece(text, all());
    }

    private GenerationEvent.@Nullable Piece piece(String text, List<TokenProbability> tokens) {
        if (text.isEmpty() && tokens.isEmpty()) {
            return null;
        }
        int count = untold;
        untold = 0;
        return new GenerationEvent.Piece(text, tokens, count);
    }

    /** Tokens whose text has left. */
    private List<TokenProbability> complete(String text) {
        if (held.isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<TokenProbability> tokens = new ArrayList<>();
        while (!held.isEmpty() && held.element().end <= left) {
            tokens.add(held.remove().token);
        }
        return tokens;
    }

    /** Tokens of which a part has left, after a stop text took the rest. */
    private List<TokenProbability> begun() {
        held.removeIf(each -> each.start >= left);
        return all();
    }

    private List<TokenProbability> all() {
        if (held.isEmpty()) {
            return List.of();
        }
        List<TokenProbability> tokens = held.stream().map(Held::token).toList();
        held.clear();
        return tokens;
    }
}
