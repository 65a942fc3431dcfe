package io.mullama.chat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.template.Limits;
import io.mullama.template.Part;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words conversations as one model was trained to read them, whatever its template can do by itself. Thread-safe: what a
 * template can do is found out once, when it matters first.
 */
public final class ChatTemplate {
    private static final System.Logger LOG = System.getLogger(ChatTemplate.class.getName());

    private final String name;
    private final String source;
    private final Wording wording;
    private final Map<SpecialTokens, Probes> probes = new ConcurrentHashMap<>();
    private final Set<Adaptation> adaptations = ConcurrentHashMap.newKeySet();

    private ChatTemplate(String name, String source, Wording wording) {
        this.name = name;
        this.source = source;
        this.wording = wording;
    }

    /**
     * A model's template, in Jinja or in Go as Ollama has it; ChatML where it brings none.
     *
     * @param clock what templates read that write the date
     * @throws MullamaException if it is no template
     */
    public static ChatTemplate of(String model, Optional<String> source, Clock clock) {
        return of(model, source, TemplateFamily.Hints.NONE, clock);
    }

    /**
     * A model's template, in Jinja or in Go as Ollama has it; its family's where it brings none.
     *
     * @param hints what the family is known by
     * @throws MullamaException if it is no template
     */
    public static ChatTemplate of(String model, Optional<String> source, TemplateFamily.Hints hints, Clock clock) {
        String name = "the chat template of " + model;
        String text = source.orElseGet(() -> familySource(model, hints));
        try {
            return new ChatTemplate(
                    name,
                    text,
                    TemplateLanguage.of(text) == TemplateLanguage.GO
                            ? GoWording.parse(name, text, clock)
                            : JinjaWording.parse(name, text, clock));
        } catch (TemplateException e) {
            throw failure(e);
        }
    }

    private static String familySource(String model, TemplateFamily.Hints hints) {
        TemplateFamily family = TemplateFamily.of(hints);
        LOG.log(
                System.Logger.Level.WARNING,
                model + " brings no chat template: that of the family " + family.id() + " is used");
        return family.source();
    }

    /** The template itself. */
    public String source() {
        return source;
    }

    /** What the template can do; the first call renders some fifty probes. */
    public TemplateTraits traits(SpecialTokens tokens) {
        return probes(tokens).traits();
    }

    /** Whether a model that can think does so where nobody says whether it is to. */
    public boolean thinksUnasked(SpecialTokens tokens) {
        return probes(tokens).thinkingSwitch().isUsual();
    }

    /**
     * The prompt that asks for the next answer.
     *
     * @throws MullamaException if the template refuses the messages
     */
    public List<PromptText> render(List<Message> messages, SpecialTokens tokens) {
        return render(new Conversation(messages), tokens);
    }

    /**
     * The prompt that asks for the next answer.
     *
     * @throws MullamaException if the template refuses the conversation
     */
    public List<PromptText> render(Conversation conversation, SpecialTokens tokens) {
        return render(conversation, tokens, Map.of());
    }

    /**
     * The prompt that asks for the next answer.
     *
     * @param variables more of them for a template in Jinja, which win over those that it is given anyhow: null,
     *     {@link Boolean}, numbers, {@link String}, and lists and maps of these
     * @throws MullamaException if the template refuses the conversation
     */
    public List<PromptText> render(Conversation conversation, SpecialTokens tokens, Map<String, ?> variables) {
        List<PromptText> parts = new ArrayList<>();
        for (Part part : fitted(conversation, setting(tokens, true, variables)).parts()) {
            parts.add(new PromptText(part.text(), part.input()));
        }
        return parts;
    }

    /**
     * How a conversation is worded, as one text.
     *
     * @param generationPrompt whether it asks for the next answer; templates in Go always do
     * @throws MullamaException if the template refuses the conversation
     */
    public String wording(Conversation conversation, boolean generationPrompt, SpecialTokens tokens) {
        return fitted(conversation, setting(tokens, generationPrompt, Map.of())).text();
    }

    private static Wording.Setting setting(SpecialTokens tokens, boolean generation, Map<String, ?> variables) {
        return new Wording.Setting(tokens, generation, Wording.Shape.USUAL, variables, Limits.DEFAULT);
    }

    private Rendered fitted(Conversation conversation, Wording.Setting setting) {
        Probes known = probes(setting.tokens());
        Fitting fitting = new Fitting(known, this::say);
        Conversation fitted = fitting.fit(conversation);
        try {
            return render(fitted, setting, known);
        } catch (TemplateException refusal) {
            Conversation plain = fitting.plain(conversation);
            if (plain.equals(fitted)) {
                throw failure(refusal);
            }
            try {
                Rendered rendered = render(plain, setting, known);
                say(Adaptation.PLAIN);
                return rendered;
            } catch (TemplateException e) {
                throw failure(refusal);
            }
        }
    }

    private Rendered render(Conversation conversation, Wording.Setting setting, Probes known) {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (conversation.thinking() != Thinking.UNSET) {
            variables.putAll(known.thinkingSwitch().variablesOf(conversation.thinking()));
        }
        variables.putAll(setting.variables());
        return wording.render(conversation, setting.with(variables).with(known.shape(conversation)));
    }

    private Probes probes(SpecialTokens tokens) {
        return probes.computeIfAbsent(tokens, some -> new Probes(source, wording, some));
    }

    /** Once for each template: it would be the same with every request. */
    private void say(Adaptation adaptation) {
        if (adaptations.add(adaptation)) {
            LOG.log(System.Logger.Level.INFO, name + " " + adaptation.sentence());
        }
    }

    private static MullamaException failure(TemplateException e) {
        return new MullamaException(ErrorCode.TEMPLATE_FAILED, String.valueOf(e.getMessage())).causedBy(e);
    }
}
