package io.mullama.api.anthropic;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import io.mullama.api.ToolField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/messages}, and of {@code POST /v1/messages/count_tokens}. Immutable.
 *
 * @param model null for the daemon's default
 * @param messages at least one
 * @param begun whether the last message is the answer's beginning, of which the rest is wanted
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 * @param thoughts whether the answer tells what the model thought
 * @param notes what is not done as the request has it
 */
public record MessagesRequest(
        @Nullable String model,
        List<ChatMessage> messages,
        boolean begun,
        boolean truncate,
        boolean stream,
        boolean thoughts,
        AnswerFields answer,
        GenerationOptions options,
        List<String> notes) {

    /** A request for an answer. */
    public static MessagesRequest fromJson(Fields fields) {
        if (!fields.has("max_tokens")) {
            throw fields.missing("max_tokens");
        }
        return toCount(fields);
    }

    /** A request for the count of what it says, which need not bound an answer. */
    public static MessagesRequest toCount(Fields fields) {
        readWithoutEffect(fields);
        Notes notes = new Notes();
        notes.readContextManagement(fields);
        notes.readServers(fields);
        Conversation conversation = Conversation.read(fields, notes);
        OutputConfig output = OutputConfig.read(fields);
        ThinkingConfig thinking = ThinkingConfig.read(fields, output.effort());
        List<ToolField> tools = ToolList.read(fields, notes);
        ToolUseChoice choice = ToolUseChoice.read(fields, tools);
        return new MessagesRequest(
                fields.string("model"),
                conversation.messages(),
                conversation.begun(),
                fields.bool("truncate", false),
                fields.bool("stream", false),
                thinking.shown(),
                new AnswerFields(
                        tools,
                        choice.choice(),
                        choice.parallel(),
                        thinking.think(),
                        thinking.budget(),
                        output.format()),
                options(fields),
                notes.lines());
    }

    /** What tells Anthropic about accounts, versions and caches, and changes no answer here. */
    private static void readWithoutEffect(Fields fields) {
        fields.string("service_tier");
        fields.string("anthropic_version");
        fields.string("inference_geo");
        fields.anyObject("metadata");
        fields.anyObject(Notes.CACHE_CONTROL);
        fields.stringList("anthropic_beta");
        fields.stringList("betas");
        Notes.readWithoutEffect(fields, "diagnostics");
    }

    private static GenerationOptions options(Fields fields) {
        GenerationOptions options = GenerationOptions.fromJson(fields, LogprobFields.NONE);
        List<String> sequences = fields.stringList("stop_sequences");
        if (sequences == null) {
            return options;
        }
        if (sequences.contains("")) {
            throw fields.invalid("stop_sequences", "must not hold an empty string");
        }
        List<String> stops = new ArrayList<>(sequences);
        if (options.stop() != null) {
            stops.addAll(options.stop());
        }
        return new GenerationOptions(
                options.maxTokens(), options.sampling(), options.logprobs(), List.copyOf(stops), options.keepAlive());
    }
}
