package io.mullama.chat;

import io.mullama.template.Limits;
import io.mullama.template.Rendered;
import java.util.Map;

/** A template of either language, which words what it is given as it is. Implementations are immutable. */
interface Wording {
    /**
     * One prompt.
     *
     * @throws io.mullama.template.TemplateException if the template refuses the conversation
     */
    Rendered render(Conversation conversation, Setting setting);

    /**
     * What a render needs beside its conversation.
     *
     * @param generationPrompt whether the prompt asks for the next answer
     * @param shape how messages are laid out
     * @param variables more of them, which win over the usual ones; they count as input
     */
    record Setting(
            SpecialTokens tokens, boolean generationPrompt, Shape shape, Map<String, ?> variables, Limits limits) {
        Setting with(Map<String, ?> others) {
            return new Setting(tokens, generationPrompt, shape, others, limits);
        }

        Setting with(Shape other) {
            return new Setting(tokens, generationPrompt, other, variables, limits);
        }

        Setting asking(boolean generation) {
            return new Setting(tokens, generation, shape, variables, limits);
        }
    }

    /**
     * How a template wants messages laid out.
     *
     * @param contentParts content as a list of {@code {type, text}}, not as a string
     * @param thinkingParts thoughts as a part of the content, not as a field
     * @param nullContent content that is null, not empty, beside tool calls
     * @param responsesInCall what tools returned in the message that called them, as {@code tool_responses}
     */
    record Shape(
            boolean contentParts,
            boolean thinkingParts,
            TemplateTraits.Arguments arguments,
            boolean nullContent,
            boolean responsesInCall) {
        /** As most templates have it. */
        static final Shape USUAL = new Shape(false, false, TemplateTraits.Arguments.OBJECT, false, false);

        Shape withContentParts(boolean parts) {
            return new Shape(parts, thinkingParts, arguments, nullContent, responsesInCall);
        }

        Shape withThinkingParts(boolean parts) {
            return new Shape(contentParts, parts, arguments, nullContent, responsesInCall);
        }

        Shape withArguments(TemplateTraits.Arguments form) {
            return new Shape(contentParts, thinkingParts, form, nullContent, responsesInCall);
        }

        Shape withNullContent(boolean none) {
            return new Shape(contentParts, thinkingParts, arguments, none, responsesInCall);
        }

        Shape withResponsesInCall(boolean inCall) {
            return new Shape(contentParts, thinkingParts, arguments, nullContent, inCall);
        }
    }
}
