package io.mullama.api.anthropic;

import io.mullama.api.Fields;
import io.mullama.api.ThinkField;
import org.jspecify.annotations.Nullable;

/**
 * What {@code thinking} says. Immutable.
 *
 * @param budget the most tokens of thinking; null for no bound of its own
 * @param shown whether the answer tells the thoughts
 */
record ThinkingConfig(ThinkField think, @Nullable Integer budget, boolean shown) {

    /**
     * Reads it. A model does not think unless it is asked to: that is what clients expect that take the first block of an
     * answer for its text. {@code think}, mullama's own word, wins.
     */
    static ThinkingConfig read(Fields fields, ThinkField effort) {
        ThinkField own = ThinkField.read(fields);
        Fields config = fields.object("thinking");
        if (config == null) {
            return new ThinkingConfig(own == ThinkField.UNSET ? ThinkField.OFF : own, null, true);
        }
        ThinkField think = think(config, effort);
        Integer budget = config.integer("budget_tokens");
        if (budget != null && budget < 0) {
            throw config.invalid("budget_tokens", "must be at least 0, not " + budget);
        }
        boolean shown = !"omitted".equals(config.string("display"));
        return new ThinkingConfig(own == ThinkField.UNSET ? think : own, budget, shown);
    }

    private static ThinkField think(Fields config, ThinkField effort) {
        String type = config.requiredString("type");
        return switch (type) {
            case "enabled" -> effort == ThinkField.UNSET ? ThinkField.ON : effort;
            // As the model has it, unless the request says how hard.
            case "adaptive", "between_tools" -> effort;
            case "disabled" -> ThinkField.OFF;
            default -> throw config.invalid("type", "must be enabled, disabled or adaptive, not \"" + type + "\"");
        };
    }
}
