package io.mullama.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A vocabulary made of texts: the first token ends an answer, the second is a control token, then the texts. */
final class Vocabulary implements TokenNames {
    static final int END = 0;
    static final int THINK = 1;

    private final List<byte[]> pieces = new ArrayList<>(List.of(new byte[0], new byte[0]));

    Vocabulary(String... texts) {
        for (String text : texts) {
            pieces.add(text.getBytes(StandardCharsets.UTF_8));
        }
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

    int token(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int token = 2; token < pieces.size(); token++) {
            if (Arrays.equals(pieces.get(token), wanted)) {
                return token;
            }
        }
        throw new AssertionError("no token " + text);
    }

    TokenTable table() {
        return TokenTable.of(pieces.size(), pieces::get, token -> token == END);
    }

    GrammarMatcher matcher(String gbnf) {
        return new GrammarMatcher(Grammar.parse(gbnf, this), table());
    }

    /** The texts that are allowed next, in the vocabulary's order; "&lt;end>" and "&lt;think>" for the first two. */
    List<String> allowed(GrammarMatcher matcher) {
        BitSet allowed = new BitSet();
        matcher.allowed(allowed);
        List<String> texts = new ArrayList<>();
        for (int token = 0; token < pieces.size(); token++) {
            if (allowed.get(token) != matcher.allows(token)) {
                throw new AssertionError("the two ways of asking differ for token " + token);
            }
            if (allowed.get(token)) {
                texts.add(
                        token == END
                                ? "<end>"
                                : token == THINK ? "<think>" : new String(pieces.get(token), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** Whether the grammar takes the whole text, a character at a time. */
    static boolean takes(String gbnf, String text) {
        String[] characters =
                text.codePoints().mapToObj(Character::toString).distinct().toArray(String[]::new);
        Vocabulary vocabulary = new Vocabulary(characters);
        GrammarMatcher matcher = vocabulary.matcher(gbnf);
        for (String character : text.codePoints().mapToObj(Character::toString).toList()) {
            int token = vocabulary.token(character);
            if (!matcher.allows(token)) {
                return false;
            }
            matcher.accept(token);
        }
        return matcher.isComplete();
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public int tokenOf(String text) {
        return text.equals("<think>") ? THINK : -1;
    }
}
