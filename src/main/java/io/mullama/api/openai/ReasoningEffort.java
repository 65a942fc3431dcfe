package io.mullama.api.openai;

import io.mullama.api.Fields;
import io.mullama.api.ThinkField;
import java.util.List;
import java.util.Optional;

/** Reads how much a model is to think, as OpenAI's clients and those of other servers say it. Stateless. */
public final class ReasoningEffort {
    private static final List<String> NAMES = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private ReasoningEffort() {}

    /** {@code think} wins over {@code reasoning_effort}, and that over {@code chat_template_kwargs}. */
    static ThinkField read(Fields fields) {
        return read(fields, fields, "reasoning_effort");
    }

    /** The same where another field has the effort. */
    public static ThinkField read(Fields fields, Fields holder, String field) {
        ThinkField think = ThinkField.read(fields);
        ThinkField effort = effort(holder, field);
        ThinkField switched = templateSwitch(fields);
        return think != ThinkField.UNSET ? think : effort != ThinkField.UNSET ? effort : switched;
    }

    private static ThinkField effort(Fields fields, String field) {
        String name = fields.string(field);
        if (name == null) {
            return ThinkField.UNSET;
        }
        return Optional.of(name)
                .filter(NAMES::contains)
                .map(ReasoningEffort::level)
                .orElseThrow(() ->
                        fields.invalid(field, "must be one of " + String.join(", ", NAMES) + ", not \"" + name + "\""));
    }

    private static ThinkField level(String name) {
        return switch (name) {
            case "none" -> ThinkField.OFF;
            case "minimal", "low" -> ThinkField.LOW;
            case "medium" -> ThinkField.MEDIUM;
            default -> ThinkField.HIGH;
        };
    }

    /** As llama-server and vLLM have it. */
    private static ThinkField templateSwitch(Fields fields) {
        Fields variables = fields.object("chat_template_kwargs");
        Boolean on = variables == null ? null : variables.bool("enable_thinking");
        return on == null ? ThinkField.UNSET : on ? ThinkField.ON : ThinkField.OFF;
    }
}
