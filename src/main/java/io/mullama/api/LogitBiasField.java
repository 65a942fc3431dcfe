package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code logit_bias}: what is added to the logit of a token, given by its id or by a text. Immutable.
 *
 * @param token negative where the text counts
 * @param bias minus infinity for never, which is {@code false} on the wire
 */
public record LogitBiasField(int token, @Nullable String text, double bias) {
    private static final String NAME = "logit_bias";
    private static final int LONGEST_SHOWN = 40;

    /** What goes further makes every other logit vanish, and some of llama.cpp's arithmetic with them. */
    private static final Range RANGE = new Range(-10_000, 10_000);

    /** llama-server's list of pairs, or OpenAI's object; null where it is absent. */
    static @Nullable List<LogitBiasField> read(Fields fields) {
        JsonNode node = fields.node(NAME);
        if (node == null) {
            return null;
        }
        List<LogitBiasField> biases = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(pair -> biases.add(pair(fields, NAME + "[" + biases.size() + "]", pair)));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String path = entry.getKey().length() > LONGEST_SHOWN ? NAME : NAME + "." + entry.getKey();
                biases.add(of(fields, path, entry.getKey(), bias(fields, path, entry.getValue())));
            }
        } else {
            throw fields.invalid(NAME, "must be a list of [token, bias], or an object of token: bias");
        }
        return List.copyOf(biases);
    }

    private static LogitBiasField pair(Fields fields, String path, JsonNode pair) {
        if (!pair.isArray() || pair.size() != 2) {
            throw fields.invalid(path, "must be [token, bias]");
        }
        double bias = bias(fields, path, pair.get(1));
        JsonNode token = pair.get(0);
        if (token.isTextual()) {
            return ofText(fields, path, token.textValue(), bias);
        }
        if (!token.isIntegralNumber() || !token.canConvertToInt() || token.intValue() < 0) {
            throw fields.invalid(path, "must begin with a token's number, or with a text");
        }
        return new LogitBiasField(token.intValue(), null, bias);
    }

    /** A key of digits is a token's number, as in llama-server. */
    private static LogitBiasField of(Fields fields, String path, String key, double bias) {
        try {
            return key.chars().allMatch(Character::isDigit) && !key.isEmpty()
                    ? new LogitBiasField(Integer.parseInt(key), null, bias)
                    : ofText(fields, path, key, bias);
        } catch (NumberFormatException e) {
            throw fields.invalid(path, "names no token: the number is out of range");
        }
    }

    private static LogitBiasField ofText(Fields fields, String path, String text, double bias) {
        if (text.isEmpty()) {
            throw fields.invalid(path, "must not be about an empty text");
        }
        return new LogitBiasField(-1, text, bias);
    }

    private static double bias(Fields fields, String path, JsonNode bias) {
        if (bias.isBoolean() && !bias.booleanValue()) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!bias.isNumber()) {
            throw fields.invalid(path, "must have a number for a bias, or false for never");
        }
        RANGE.require(fields, path, bias.numberValue());
        return bias.doubleValue();
    }

    void writeTo(ArrayNode list) {
        ArrayNode pair = list.addArray();
        if (text == null) {
            pair.add(token);
        } else {
            pair.add(text);
        }
        if (bias == Double.NEGATIVE_INFINITY) {
            pair.add(false);
        } else {
            pair.add(bias);
        }
    }
}
