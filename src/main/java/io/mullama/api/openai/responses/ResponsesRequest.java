package io.mullama.api.openai.responses;

import io.mullama.api.AnswerFields;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import io.mullama.api.openai.ReasoningEffort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/responses}. Immutable: nobody changes the JSON.
 *
 * @param model null for the daemon's default
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 * @param targets the tools by the names that models know them by
 * @param delivery how the answer is to be worded
 * @param echo what the response repeats of the request
 * @param notes what is not done as the request has it
 */
public record ResponsesRequest(
        @Nullable String model,
        ResponsesInput input,
        boolean truncate,
        AnswerFields answer,
        GenerationOptions options,
        Map<String, ToolTarget> targets,
        Delivery delivery,
        Echo echo,
        List<String> notes) {

    private static final int MOST_TOP_LOGPROBS = 20;

    public static ResponsesRequest fromJson(Fields fields) {
        UnsupportedFields.check(fields);
        List<String> notes = new ArrayList<>();
        Fields reasoning = fields.object("reasoning");
        Delivery delivery = Delivery.fromJson(fields, reasoning, notes);
        ToolChoiceReader.Choice choice = ToolChoiceReader.read(fields, new ToolReader(notes).read(fields));
        ToolSet tools = choice.tools();
        AnswerFields answer = AnswerFields.fromJson(
                fields,
                new AnswerFields.ToolUse(tools.tools(), choice.field()),
                ReasoningEffort.read(fields, reasoning == null ? fields : reasoning, effortField(reasoning)),
                TextReader.read(fields, notes));
        return new ResponsesRequest(
                fields.string("model"),
                ResponsesInput.fromJson(fields, notes),
                truncate(fields),
                answer,
                options(fields, delivery),
                tools.targets().stream().collect(Collectors.toMap(ToolTarget::modelName, Function.identity())),
                delivery,
                Echo.of(fields, tools.json()),
                notes.stream().distinct().toList());
    }

    /** The name in conversations serves where the object of responses is missing. */
    private static String effortField(@Nullable Fields reasoning) {
        return reasoning == null ? "reasoning_effort" : "effort";
    }

    private static boolean truncate(Fields fields) {
        String truncation = fields.string("truncation");
        if (truncation != null && !truncation.equals("auto") && !truncation.equals("disabled")) {
            throw fields.invalid("truncation", "must be auto or disabled, not \"" + truncation + "\"");
        }
        return truncation == null ? fields.bool("truncate", false) : truncation.equals("auto");
    }

    private static GenerationOptions options(Fields fields, Delivery delivery) {
        Integer top = fields.integer("top_logprobs");
        if (top != null && (top < 0 || top > MOST_TOP_LOGPROBS)) {
            throw fields.invalid("top_logprobs", "must be between 0 and " + MOST_TOP_LOGPROBS + ", not " + top);
        }
        int wanted = top == null ? 0 : top;
        LogprobFields logprobs =
                new LogprobFields(delivery.logprobs() || wanted > 0, wanted, fields.bool("post_sampling_probs", false));
        GenerationOptions options = GenerationOptions.fromJson(fields, logprobs);
        Integer most = fields.integer("max_output_tokens");
        if (most != null && most < 1) {
            throw fields.invalid("max_output_tokens", "must be at least 1, not " + most);
        }
        return most == null ? options : options.withMaxTokens(most);
    }
}
