package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** Whether a model is to think before it answers, and how much. */
public enum ThinkField {
    /** As the model has it. */
    UNSET,
    OFF,
    ON,
    LOW,
    MEDIUM,
    HIGH;

    /** The level of a name: {@code true}, {@code false}, {@code low}, {@code medium}, {@code high}; {@code max} is high. */
    public static Optional<ThinkField> named(String name) {
        return switch (name) {
            case "true" -> Optional.of(ON);
            case "false" -> Optional.of(OFF);
            case "low" -> Optional.of(LOW);
            case "medium" -> Optional.of(MEDIUM);
            case "high", "max" -> Optional.of(HIGH);
            default -> Optional.empty();
        };
    }

    public static ThinkField read(Fields fields) {
        JsonNode node = fields.node("think");
        if (node == null) {
            return UNSET;
        }
        return named(node.isBoolean() || node.isTextual() ? node.asText() : "")
                .orElseThrow(() -> fields.invalid("think", "must be true, false, \"low\", \"medium\" or \"high\""));
    }

    void writeTo(ObjectNode json) {
        switch (this) {
            case UNSET -> {}
            case ON, OFF -> json.put("think", this == ON);
            default -> json.put("think", name().toLowerCase(Locale.ROOT));
        }
    }
}
