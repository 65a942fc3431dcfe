package io.mullama.chat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Words conversations as one model was trained to read them. Immutable. */
public final class ChatTemplate {
    private static final System.Logger LOG = System.getLogger(ChatTemplate.class.getName());

    /** ChatML, which most models that come without a template understand best. */
    private static final String CHATML = """
            {%- for message in messages -%}
            <|im_start|>{{ message.role }}
            {{ message.content }}<|im_end|>
            {% endfor -%}
            {%- if add_generation_prompt -%}
            <|im_start|>assistant
            {% endif -%}
            """;

    /** A template of either language. */
    interface Wording {
        Rendered render(List<Message> messages, SpecialTokens tokens);
    }

    private final Wording wording;

    private ChatTemplate(Wording wording) {
        this.wording = wording;
    }

    /**
     * A model's template, in Jinja or in Go as Ollama has it; ChatML where it brings none.
     *
     * @param clock what templates read that write the date
     * @throws MullamaException if it is no template
     */
    public static ChatTemplate of(String model, Optional<String> source, Clock clock) {
        if (source.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, model + " brings no chat template: ChatML is used");
        }
        String name = "the chat template of " + model;
        String text = source.orElse(CHATML);
        try {
            return new ChatTemplate(
                    TemplateLanguage.of(text) == TemplateLanguage.GO
                            ? GoWording.parse(name, text, clock)
                            : JinjaWording.parse(name, text, clock));
        } catch (TemplateException e) {
            throw failure(e);
        }
    }

    /**
     * The prompt that asks for the next answer.
     *
     * @throws MullamaException if the template refuses the messages
     */
    public List<PromptText> render(List<Message> messages, SpecialTokens tokens) {
        try {
            return wording.render(messages, tokens).parts().stream()
                    .map(part -> new PromptText(part.text(), part.input()))
                    .toList();
        } catch (TemplateException e) {
            throw failure(e);
        }
    }

    private static MullamaException failure(TemplateException e) {
        return new MullamaException(ErrorCode.TEMPLATE_FAILED, String.valueOf(e.getMessage())).causedBy(e);
    }
}
