package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one schema's keywords, as the types that they must have. Immutable. */
record Fields(JsonNode schema, SchemaPath path) {

    /** A count; the other value where the keyword is not there. Over the largest int is no limit that matters. */
    int count(String keyword, int absent) {
        JsonNode value = schema.get(keyword);
        if (value == null) {
            return absent;
        }
        if (!value.isNumber()
                || !JsonValues.isFinite(value)
                || value.decimalValue().signum() < 0
                || !JsonValues.isWhole(value.decimalValue())) {
            throw path.then(keyword).error("must be a whole number, 0 or more");
        }
        return value.decimalValue().min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    /** A number that is short enough to be compared digit by digit. */
    @Nullable
    BigDecimal number(String keyword) {
        JsonNode value = schema.get(keyword);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !JsonValues.isFinite(value)) {
            throw path.then(keyword).error("must be a number");
        }
        BigDecimal number = value.decimalValue();
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > Numbers.MOST_DIGITS
                || (long) stripped.precision() - stripped.scale() > Numbers.MOST_DIGITS) {
            throw path.then(keyword)
                    .error("cannot be enforced: it has more than " + Numbers.MOST_DIGITS
                            + " digits before or behind the point");
        }
        return stripped;
    }

    Optional<String> text(String keyword) {
        JsonNode value = schema.get(keyword);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw path.then(keyword).error("must be a string");
        }
        return Optional.of(value.textValue());
    }

    boolean flag(String keyword) {
        JsonNode value = schema.get(keyword);
        if (value != null && !value.isBoolean()) {
            throw path.then(keyword).error("must be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** A list that is not empty; empty where the keyword is not there. */
    List<JsonNode> list(String keyword) {
        JsonNode value = schema.get(keyword);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty()) {
            throw path.then(keyword).error("must be a list of at least one");
        }
        List<JsonNode> list = new ArrayList<>();
        value.forEach(list::add);
        return list;
    }

    /** A list of strings, which may be empty. */
    List<String> names(String keyword) {
        JsonNode value = schema.get(keyword);
        List<String> names = new ArrayList<>();
        if (value == null) {
            return names;
        }
        boolean right = value.isArray();
        for (JsonNode name : value) {
            right &= name.isTextual();
            names.add(name.asText());
        }
        if (!right) {
            throw path.then(keyword).error("must be a list of names of properties");
        }
        return names;
    }

    boolean has(String... keywords) {
        for (String keyword : keywords) {
            if (schema.has(keyword)) {
                return true;
            }
        }
        return false;
    }
}
