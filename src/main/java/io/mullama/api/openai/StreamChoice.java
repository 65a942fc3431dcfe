package io.mullama.api.openai;

import io.mullama.api.Fields;

/**
 * Whether a request wants its answer streamed, and how. Immutable.
 *
 * @param includeUsage whether an object at the stream's end tells the usage
 */
public record StreamChoice(boolean stream, boolean includeUsage) {

    static StreamChoice fromJson(Fields fields) {
        boolean stream = fields.bool("stream", false);
        Fields options = fields.object("stream_options");
        if (options == null) {
            return new StreamChoice(stream, false);
        }
        if (!stream) {
            throw fields.invalid("stream_options", "is only for requests with \"stream\": true");
        }
        // Padding against guesses from the length of encrypted packets: there is none, whatever is asked for.
        options.bool("include_obfuscation");
        return new StreamChoice(true, options.bool("include_usage", false));
    }
}
