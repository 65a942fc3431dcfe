package io.mullama.chat;

import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.Template;
import io.mullama.template.TemplateException;
import io.mullama.template.TemplateText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A chat template in Jinja, with the variables that Hugging Face gives them. Immutable. */
record JinjaWording(Template template, Clock clock) implements ChatTemplate.Wording {
    /** Words of ours, which templates make control tokens of: {@code '<|' + role + '|>'}. */
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool", "developer");

    static JinjaWording parse(String name, String source, Clock clock) throws TemplateException {
        return new JinjaWording(Template.parse(name, source), clock);
    }

    @Override
    public Rendered render(List<Message> messages, SpecialTokens tokens) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("messages", messages.stream().map(JinjaWording::fields).toList());
        context.put("add_generation_prompt", true);
        context.put("bos_token", new TemplateText(tokens.beginOfSequence()));
        context.put("eos_token", new TemplateText(tokens.endOfSequence()));
        return template.render(context, RenderOptions.at(clock));
    }

    private static Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean known = ROLES.contains(message.role());
        fields.put("role", known ? new TemplateText(message.role()) : message.role());
        fields.put("content", message.content());
        return fields;
    }
}
