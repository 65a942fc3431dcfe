package io.mullama.chat.answer;

import io.mullama.grammar.Grammar;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.TokenNames;
import io.mullama.grammar.TokenTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;

/** Walks through a grammar byte by byte. */
final class ByteWalk {
    private static final int END = 256;
    private static final TokenTable BYTES = TokenTable.of(
            END + 1, token -> token == END ? new byte[0] : new byte[] {(byte) token}, token -> token == END);
    private static final String PREFERRED = "\"}]),</>:]0123456789 \n'";

    private final Grammar grammar;

    ByteWalk(String gbnf) {
        grammar = Grammar.parse(gbnf, new TokenNames() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public int tokenOf(String text) {
                return -1;
            }
        });
    }

    boolean takes(String text) {
        GrammarMatcher matcher = new GrammarMatcher(grammar, BYTES);
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (!matcher.allows(next & 0xFF)) {
                return false;
            }
            matcher.accept(next & 0xFF);
        }
        return matcher.isComplete();
    }

    /** A text that it takes; empty where it gets too long, in bytes. */
    Optional<String> some(Random random, int longest) {
        GrammarMatcher matcher = new GrammarMatcher(grammar, BYTES);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        BitSet allowed = new BitSet();
        while (text.size() < longest) {
            matcher.allowed(allowed);
            boolean mayEnd = allowed.get(END);
            allowed.clear(END);
            if (mayEnd && (allowed.isEmpty() || random.nextInt(3) == 0)) {
                return Optional.of(text.toString(StandardCharsets.UTF_8));
            }
            int next = choose(allowed, random);
            matcher.accept(next);
            text.write(next);
        }
        return Optional.empty();
    }

    private static int choose(BitSet allowed, Random random) {
        int wanted = PREFERRED.charAt(random.nextInt(PREFERRED.length()));
        if (random.nextInt(4) > 0 && allowed.get(wanted)) {
            return wanted;
        }
        int[] all = allowed.stream().toArray();
        return all[random.nextInt(all.length)];
    }
}
