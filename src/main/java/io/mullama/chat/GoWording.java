package io.mullama.chat;

import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import io.mullama.template.golang.OllamaConversation;
import io.mullama.template.golang.OllamaMessage;
import io.mullama.template.golang.OllamaTemplate;
import java.time.Clock;
import java.util.List;

/** A chat template in Go, with the variables that Ollama gives them. Immutable. */
record GoWording(OllamaTemplate template, Clock clock) implements ChatTemplate.Wording {
    static GoWording parse(String name, String source, Clock clock) throws TemplateException {
        return new GoWording(OllamaTemplate.parse(name, source), clock);
    }

    @Override
    public Rendered render(List<Message> messages, SpecialTokens tokens) {
        List<OllamaMessage> conversation = messages.stream()
                .map(message -> new OllamaMessage(message.role(), message.content()))
                .toList();
        return template.render(new OllamaConversation(conversation), RenderOptions.at(clock));
    }
}
