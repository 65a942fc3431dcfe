package io.mullama.api.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;

/** Reads a message as OpenAI's clients write it. Stateless. */
final class ConversationMessage {
    private ConversationMessage() {}

    static ChatMessage fromJson(Fields fields) {
        CommonFields.refuse(fields, "function_call", "audio");
        // Clients send back an answer's message as they got it, and these stand in it.
        CommonFields.refuse(fields, "refusal");
        fields.node("annotations");
        return ChatMessage.fromJson(fields);
    }
}
