package io.mullama.api.openai.responses;

import io.mullama.api.Fields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a request wants its answer worded. Immutable.
 *
 * @param store whether it is kept for later requests
 * @param logprobs whether its text says how likely its tokens were
 * @param summarizeThoughts whether thoughts come as their own summary, the only form that many clients show
 * @param sealThoughts whether thoughts also come in a form for clients that keep nothing else
 */
public record Delivery(
        boolean stream, boolean store, boolean logprobs, boolean summarizeThoughts, boolean sealThoughts) {
    private static final String LOGPROBS = "message.output_text.logprobs";
    private static final String SEALED = "reasoning.encrypted_content";

    /** What only OpenAI's own tools have, or only a request: there is nothing to include. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "file_search_call.results",
            "web_search_call.results",
            "web_search_call.action.sources",
            "message.input_image.image_url",
            "computer_call_output.output.image_url",
            "code_interpreter_call.outputs");

    private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed", "none");

    static Delivery fromJson(Fields fields, @Nullable Fields reasoning, List<String> notes) {
        List<String> include = fields.stringList("include");
        List<String> wanted = include == null ? List.of() : include;
        wanted.stream()
                .filter(each -> !WITHOUT_EFFECT.contains(each) && !each.equals(LOGPROBS) && !each.equals(SEALED))
                .forEach(each -> notes.add("'include' names " + each + ", which is not known and was ignored"));
        return new Delivery(
                stream(fields),
                fields.bool("store", true),
                wanted.contains(LOGPROBS),
                reasoning != null && summarize(reasoning),
                wanted.contains(SEALED));
    }

    private static boolean stream(Fields fields) {
        boolean stream = fields.bool("stream", false);
        Fields options = fields.object("stream_options");
        if (options != null && !stream) {
            throw fields.invalid("stream_options", "is only for requests with \"stream\": true");
        }
        if (options != null) {
            // Padding against guesses from the length of encrypted packets: there is none, whatever is asked for.
            options.bool("include_obfuscation");
        }
        return stream;
    }

    private static boolean summarize(Fields reasoning) {
        // Which earlier thoughts count is for the model's template to say.
        reasoning.string("context");
        reasoning.string("mode");
        String summary = reasoning.string("summary");
        String older = reasoning.string("generate_summary");
        String wanted = summary == null ? older : summary;
        if (wanted != null && !SUMMARIES.contains(wanted)) {
            throw reasoning.invalid("summary", "must be auto, concise or detailed, not \"" + wanted + "\"");
        }
        return wanted != null && !wanted.equals("none");
    }
}
