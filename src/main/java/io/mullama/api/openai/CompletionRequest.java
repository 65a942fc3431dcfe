package io.mullama.api.openai;

import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/completions}. Immutable.
 *
 * @param model null for the daemon's default
 * @param prompts at least one
 * @param frame what stands around the answer
 * @param selection which answers
 * @param format what the text of an answer must be
 */
public record CompletionRequest(
        @Nullable String model,
        List<TextInput> prompts,
        Frame frame,
        Selection selection,
        StreamChoice stream,
        FormatField format,
        GenerationOptions options)
        implements AnswerRequest {

    private static final String PROMPT = "prompt";
    private static final String BEST_OF = "best_of";
    private static final String LOGPROBS = "logprobs";

    /**
     * What stands around an answer.
     *
     * @param echo whether the prompt is repeated before it
     * @param suffix what it is to lead to; null for nothing
     */
    public record Frame(boolean echo, @Nullable String suffix) {}

    /**
     * Which answers a prompt gets.
     *
     * @param choices that are generated
     * @param kept of these, the likeliest that are answered with
     * @param scored whether it is told how likely tokens were; the options also want to know where a choice is made by it
     */
    public record Selection(int choices, int kept, boolean scored) {}

    @Override
    public int choices() {
        return selection.choices;
    }

    @Override
    public int kept() {
        return selection.kept;
    }

    public static CompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        List<TextInput> prompts = TextInput.list(fields, PROMPT);
        StreamChoice stream = StreamChoice.fromJson(fields);
        int kept = CommonFields.choices(fields, "n", prompts.size());
        int choices = choices(fields, prompts.size(), kept, stream);
        LogprobFields logprobs = LogprobFields.ofCount(fields, LOGPROBS);
        LogprobFields needed = choices > kept ? logprobs.wantedAnyway() : logprobs;
        return new CompletionRequest(
                fields.string("model"),
                prompts,
                frame(fields, prompts, logprobs.wanted()),
                new Selection(choices, kept, logprobs.wanted()),
                stream,
                ResponseFormat.readAny(fields),
                GenerationOptions.fromJson(fields, needed));
    }

    /** As many as are asked for unless the best are to be chosen among more; 1 is what clients say who do not care. */
    private static int choices(Fields fields, int prompts, int kept, StreamChoice stream) {
        int bestOf = CommonFields.choices(fields, BEST_OF, prompts);
        if (bestOf == 1 || bestOf == kept) {
            return kept;
        }
        if (bestOf < kept) {
            throw fields.invalid(BEST_OF, "must be at least 'n', which is " + kept + ", not " + bestOf);
        }
        if (stream.stream()) {
            throw fields.invalid(BEST_OF, "must be 'n' in a stream: the best are known when all have ended");
        }
        return bestOf;
    }

    private static Frame frame(Fields fields, List<TextInput> prompts, boolean scored) {
        boolean echo = fields.bool("echo", false);
        if (echo && scored) {
            throw fields.invalid("echo", "cannot be combined with 'logprobs': those of a prompt are not computed");
        }
        String suffix = fields.string("suffix");
        boolean fills = suffix != null && !suffix.isEmpty();
        if (echo || fills) {
            requireText(fields, fills ? "suffix" : "echo", prompts);
        }
        return new Frame(echo, fills ? suffix : null);
    }

    private static void requireText(Fields fields, String name, List<TextInput> prompts) {
        for (TextInput prompt : prompts) {
            if (prompt instanceof TextInput.Tokens tokens) {
                throw fields.invalid(name, "needs a prompt of text, and '" + tokens.field() + "' is tokens");
            }
        }
    }
}
