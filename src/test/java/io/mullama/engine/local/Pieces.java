package io.mullama.engine.local;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.TokenTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A vocabulary made of texts; the first token ends an answer. For one thread. */
final class Pieces {
    static final int END = 0;

    private final List<byte[]> pieces = new ArrayList<>();
    private final Map<String, Integer> tokens = new HashMap<>();
    private final Map<String, Integer> control = new HashMap<>();
    private final BitSet ends = new BitSet();

    Pieces(String... texts) {
        pieces.add(new byte[0]);
        ends.set(END);
        Arrays.stream(texts).forEach(this::add);
    }

    void add(String text) {
        tokens.put(text, pieces.size());
        pieces.add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a token that is no whole text. */
    int add(int... bytes) {
        byte[] piece = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            piece[i] = (byte) bytes[i];
        }
        pieces.add(piece);
        return pieces.size() - 1;
    }

    /** Adds a token that is spelled like this and stands for no text. */
    Pieces control(String text) {
        control.put(text, pieces.size());
        pieces.add(new byte[0]);
        return this;
    }

    /** The same, and it ends an answer. */
    Pieces ending(String text) {
        ends.set(pieces.size());
        return control(text);
    }

    int token(String text) {
        Integer found = control.containsKey(text) ? control.get(text) : tokens.get(text);
        if (found == null) {
            throw new AssertionError("no token " + text);
        }
        return found;
    }

    /** A token's text, or its spelling. */
    String name(int token) {
        return token == END
                ? "<end>"
                : control.entrySet().stream()
                        .filter(entry -> entry.getValue() == token)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> new String(pieces.get(token), StandardCharsets.UTF_8));
    }

    int size() {
        return pieces.size();
    }

    StagePlan plan(AnswerPlan asked) {
        TokenTable table = TokenTable.of(pieces.size(), pieces::get, ends::get);
        return new StagePlanner(table, pieces.size(), this::tokenize).plan(asked);
    }

    StageTracker tracker(AnswerPlan asked) {
        return plan(asked).tracker();
    }

    /** Control tokens, and between them the longest tokens that there are. */
    private int[] tokenize(String text) {
        List<Integer> found = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            String next = longest(control, rest);
            next = next.isEmpty() ? longest(tokens, rest) : next;
            if (next.isEmpty()) {
                return new int[0];
            }
            found.add(token(next));
            rest = rest.substring(next.length());
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String longest(Map<String, Integer> texts, String beginning) {
        return texts.keySet().stream()
                .filter(beginning::startsWith)
                .reduce("", (one, other) -> one.length() > other.length() ? one : other);
    }
}
