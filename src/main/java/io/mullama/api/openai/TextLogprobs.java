package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.Logprobs;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * How likely the tokens of a continuation or a piece of it were, as {@code /v1/completions} words it: lists beside each
 * other. Immutable.
 *
 * @param offset where in the choice's text the first token begins, in Unicode characters
 */
public record TextLogprobs(List<Logprobs.Token> tokens, int offset) {
    /** OpenAI's word for "very unlikely"; JSON has no infinity. */
    private static final double VERY_UNLIKELY = -9999;

    /** Where in the choice's text the token after these begins. */
    public int end() {
        return offset
                + tokens.stream().mapToInt(token -> characters(bytes(token))).sum();
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode texts = json.putArray("tokens");
        ArrayNode likelihoods = json.putArray("token_logprobs");
        ArrayNode tops = json.putArray("top_logprobs");
        ArrayNode offsets = json.putArray("text_offset");
        int begun = offset;
        for (Logprobs.Token token : tokens) {
            texts.add(name(bytes(token)));
            likelihoods.add(finite(token.token().logprob()));
            tops.add(top(token));
            // A token may begin amid a character that an earlier one has begun.
            offsets.add(begun - (continues(bytes(token)) ? 1 : 0));
            begun += characters(bytes(token));
        }
        return json;
    }

    /** The likeliest tokens, and always the one that came. */
    private static ObjectNode top(Logprobs.Token token) {
        ObjectNode top = Json.object();
        token.top().forEach(candidate -> top.put(name(candidate.bytes()), finite(candidate.logprob())));
        return top.put(name(bytes(token)), finite(token.token().logprob()));
    }

    /** The token's text, or its bytes where they are no whole characters, which texts could not tell apart. */
    private static String name(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder name = new StringBuilder("bytes:");
            for (byte each : bytes) {
                name.append(String.format(Locale.ROOT, "\\x%02x", each & 0xFF));
            }
            return name.toString();
        }
    }

    private static byte[] bytes(Logprobs.Token token) {
        return token.token().bytes();
    }

    private static double finite(double logprob) {
        return Math.max(logprob, VERY_UNLIKELY);
    }

    /** Characters that begin in these bytes. */
    private static int characters(byte[] bytes) {
        int count = 0;
        for (byte each : bytes) {
            count += isContinuation(each) ? 0 : 1;
        }
        return count;
    }

    private static boolean continues(byte[] bytes) {
        return bytes.length > 0 && isContinuation(bytes[0]);
    }

    private static boolean isContinuation(byte each) {
        return (each & 0xC0) == 0x80;
    }
}
