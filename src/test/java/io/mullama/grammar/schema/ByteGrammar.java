package io.mullama.grammar.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.grammar.Grammar;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.TokenNames;
import io.mullama.grammar.TokenTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;

/** A grammar and a vocabulary of all bytes, to ask which texts it takes. */
final class ByteGrammar {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int END = 256;
    private static final TokenTable BYTES = TokenTable.of(
            END + 1, token -> token == END ? new byte[0] : new byte[] {(byte) token}, token -> token == END);

    /** What a walk chooses before others, so that it comes to an end. */
    private static final byte[] CLOSING = "\"}],:0123456789ntf".getBytes(StandardCharsets.UTF_8);

    private final Grammar grammar;

    private ByteGrammar(String gbnf) {
        this.grammar = Grammar.parse(gbnf, new NoTokens());
    }

    static ByteGrammar of(String gbnf) {
        return new ByteGrammar(gbnf);
    }

    static ByteGrammar ofSchema(String schema) {
        return of(JsonSchemaGrammar.of(json(schema), "format"));
    }

    /** Quotes may be single ones. */
    static JsonNode json(String text) {
        return parsed(text.replace('\'', '"'));
    }

    static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    boolean takes(String text) {
        GrammarMatcher matcher = new GrammarMatcher(grammar, BYTES);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (!matcher.allows(each & 0xFF)) {
                return false;
            }
            matcher.accept(each & 0xFF);
        }
        return matcher.isComplete();
    }

    /** Some text of the grammar; nothing if it gets longer than so many bytes. */
    Optional<String> some(Random random, int longest) {
        GrammarMatcher matcher = new GrammarMatcher(grammar, BYTES);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        BitSet allowed = new BitSet();
        while (text.size() < longest) {
            matcher.allowed(allowed);
            boolean mayEnd = allowed.get(END);
            allowed.clear(END);
            if (allowed.isEmpty() || (mayEnd && random.nextInt(3) == 0)) {
                return mayEnd
                        ? Optional.of(text.toString(StandardCharsets.UTF_8))
                        : Optional.of("a dead end after " + text.toString(StandardCharsets.UTF_8));
            }
            int next = choose(allowed, random);
            matcher.accept(next);
            text.write(next);
        }
        return Optional.empty();
    }

    private static int choose(BitSet allowed, Random random) {
        byte wanted = CLOSING[random.nextInt(CLOSING.length)];
        if (random.nextInt(3) > 0 && allowed.get(wanted)) {
            return wanted;
        }
        int[] all = allowed.stream().toArray();
        return all[random.nextInt(all.length)];
    }

    private static final class NoTokens implements TokenNames {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int tokenOf(String text) {
            return -1;
        }
    }
}
