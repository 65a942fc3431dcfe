package io.mullama.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** temp */
public final class ChatTemplate {
    private ChatTemplate() {}

    public static ChatTemplate of(String model, Optional<String> source) {
        return new ChatTemplate();
    }

    public List<PromptText> render(List<Message> messages, SpecialTokens tokens) {
        List<PromptText> out = new ArrayList<>();
        for (Message m : messages) {
            out.add(new PromptText("<|im_start|>" + m.role() + "\n", false));
            out.add(new PromptText(m.content(), true));
            out.add(new PromptText("<|im_end|>\n", false));
        }
        out.add(new PromptText("<|im_start|>assistant\n", false));
        return out;
    }
}
