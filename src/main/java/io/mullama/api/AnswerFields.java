package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer may consist of. Immutable.
 *
 * @param tools what the model may call
 * @param parallelCalls whether it may call several
 * @param thinkingBudget the most tokens of thinking; null for no bound of its own
 */
public record AnswerFields(
        List<ToolField> tools,
        ToolChoiceField toolChoice,
        boolean parallelCalls,
        ThinkField think,
        @Nullable Integer thinkingBudget,
        FormatField format) {

    /** Text, and thoughts as the model has them. */
    public static final AnswerFields TEXT =
            new AnswerFields(List.of(), ToolChoiceField.AUTO, true, ThinkField.UNSET, null, FormatField.FREE);

    private static final Range BUDGET = new Range(0, Integer.MAX_VALUE);

    /** What a model may call, and whether it is to. Immutable. */
    public record ToolUse(List<ToolField> tools, ToolChoiceField choice) {}

    public AnswerFields {
        tools = List.copyOf(tools);
    }

    public AnswerFields with(ThinkField value) {
        return new AnswerFields(tools, toolChoice, parallelCalls, value, thinkingBudget, format);
    }

    public AnswerFields with(FormatField value) {
        return new AnswerFields(tools, toolChoice, parallelCalls, think, thinkingBudget, value);
    }

    /** The same with at most one call in an answer. */
    public AnswerFields withOneCall() {
        return new AnswerFields(tools, toolChoice, false, think, thinkingBudget, format);
    }

    void writeTo(ObjectNode json) {
        if (!tools.isEmpty()) {
            ArrayNode list = json.putArray("tools");
            tools.forEach(tool -> list.add(tool.json()));
            toolChoice.writeTo(json);
            json.put("parallel_tool_calls", parallelCalls);
        }
        think.writeTo(json);
        if (thinkingBudget != null) {
            json.put("thinking_budget", thinkingBudget);
        }
        format.writeTo(json);
    }

    /** The fields by the names that mullama and Ollama give them. */
    public static AnswerFields fromJson(Fields fields) {
        return fromJson(fields, ThinkField.read(fields), FormatField.read(fields));
    }

    /** The same where there is no conversation in which tools could answer. */
    static AnswerFields withoutTools(Fields fields) {
        return new AnswerFields(
                List.of(),
                ToolChoiceField.AUTO,
                true,
                ThinkField.read(fields),
                budget(fields),
                FormatField.read(fields));
    }

    /** The same for a dialect that has words of its own for thinking and formats. */
    public static AnswerFields fromJson(Fields fields, ThinkField think, FormatField format) {
        List<ToolField> tools = ToolField.read(fields);
        return fromJson(fields, new ToolUse(tools, ToolChoiceField.read(fields, tools)), think, format);
    }

    /** The same for a dialect that has words of its own for tools too. */
    public static AnswerFields fromJson(Fields fields, ToolUse use, ThinkField think, FormatField format) {
        boolean parallel = fields.bool("parallel_tool_calls", true);
        return new AnswerFields(use.tools(), use.choice(), parallel, think, budget(fields), format);
    }

    private static @Nullable Integer budget(Fields fields) {
        Integer budget = fields.integer("thinking_budget");
        BUDGET.require(fields, "thinking_budget", budget);
        return budget;
    }
}
