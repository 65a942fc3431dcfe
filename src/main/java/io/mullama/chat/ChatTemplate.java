package io.mullama.chat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.template.RenderOptions;
import io.mullama.template.Template;
import io.mullama.template.TemplateException;
import io.mullama.template.TemplateText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Template template;
    private final Clock clock;

    private ChatTemplate(Template template, Clock clock) {
        this.template = template;
        this.clock = clock;
    }

    /**
     * A model's template; ChatML where it brings none.
     *
     * @param clock what templates read that write the date
     * @throws MullamaException if it is no template
     */
    public static ChatTemplate of(String model, Optional<String> source, Clock clock) {
        if (source.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, model + " brings no chat template: ChatML is used");
        }
        try {
            return new ChatTemplate(Template.parse("the chat template of " + model, source.orElse(CHATML)), clock);
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
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("messages", messages.stream().map(ChatTemplate::fields).toList());
        context.put("add_generation_prompt", true);
        context.put("bos_token", new TemplateText(tokens.beginOfSequence()));
        context.put("eos_token", new TemplateText(tokens.endOfSequence()));
        try {
            return template.render(context, RenderOptions.at(clock)).parts().stream()
                    .map(part -> new PromptText(part.text(), part.input()))
                    .toList();
        } catch (TemplateException e) {
            throw failure(e);
        }
    }

    private static Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role());
        fields.put("content", message.content());
        return fields;
    }

    private static MullamaException failure(TemplateException e) {
        return new MullamaException(ErrorCode.TEMPLATE_FAILED, String.valueOf(e.getMessage())).causedBy(e);
    }
}
