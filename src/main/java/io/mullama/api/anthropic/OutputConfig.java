package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.ThinkField;
import org.jspecify.annotations.Nullable;

/**
 * What {@code output_config} says, and its older and mullama's own words for it. Immutable.
 *
 * @param effort {@link ThinkField#UNSET} where it is not told
 */
record OutputConfig(FormatField format, ThinkField effort) {
    private static final String FORMAT = "output_format";

    static OutputConfig read(Fields fields) {
        Fields config = fields.object("output_config");
        FormatField format = config == null ? FormatField.FREE : schema(config.object("format"));
        if (format == FormatField.FREE) {
            format = schema(fields.object(FORMAT));
        }
        FormatField own = FormatField.read(fields);
        return new OutputConfig(format == FormatField.FREE ? own : format, effort(config));
    }

    private static FormatField schema(@Nullable Fields format) {
        if (format == null) {
            return FormatField.FREE;
        }
        Notes.readWithoutEffect(format, "name");
        String type = format.requiredString("type");
        if (!type.equals("json_schema")) {
            throw format.invalid("type", "must be json_schema, not \"" + type + "\"");
        }
        JsonNode schema = format.node("schema");
        if (schema == null) {
            throw format.missing("schema");
        }
        if (!schema.isObject()) {
            throw format.invalid("schema", "must be a JSON Schema, an object");
        }
        return new FormatField.Schema(format.path("schema"), schema);
    }

    private static ThinkField effort(@Nullable Fields config) {
        String effort = config == null ? null : config.string("effort");
        if (config == null || effort == null) {
            return ThinkField.UNSET;
        }
        return switch (effort) {
            case "low" -> ThinkField.LOW;
            case "medium" -> ThinkField.MEDIUM;
            case "high", "xhigh", "max" -> ThinkField.HIGH;
            default ->
                throw config.invalid("effort", "must be low, medium, high, xhigh or max, not \"" + effort + "\"");
        };
    }
}
