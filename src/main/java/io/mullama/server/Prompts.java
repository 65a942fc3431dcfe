package io.mullama.server;

import io.mullama.chat.ChatTemplate;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.PromptText;
import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.engine.Engine;
import io.mullama.engine.PromptPart;
import io.mullama.store.StoredModel;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Turns messages into prompts by each model's template, which is parsed once. Thread-safe. */
final class Prompts {
    private final Clock clock;

    /** For as long as somebody holds the engine. */
    private final Map<Engine, Map<Optional<String>, ChatTemplate>> templates =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** The clock is for templates that write the date. */
    Prompts(Clock clock) {
        this.clock = clock;
    }

    /** The prompt of a conversation, for any model. */
    Generator.PromptSource of(ChatOrder order) {
        Conversation conversation = Conversations.of(order.messages(), order.answer());
        return (model, engine) -> ReadyPrompt.plain(engine.tokenize(render(model, engine, conversation.messages())));
    }

    /** The parts of the prompt that asks the model for the next answer. */
    private List<PromptPart> render(StoredModel model, Engine engine, List<Message> messages) {
        SpecialTokens tokens = new SpecialTokens(engine.beginOfSequence(), engine.endOfSequence());
        List<Message> conversation = Recipes.conversation(model.recipe(), messages);
        List<PromptText> parts = template(model, engine).render(conversation, tokens);
        return parts.stream()
                .map(part -> new PromptPart(part.text(), !part.input()))
                .toList();
    }

    private ChatTemplate template(StoredModel model, Engine engine) {
        return templates
                .computeIfAbsent(engine, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        Recipes.template(model),
                        source -> ChatTemplate.of(model.name(), source, hints(model, engine), clock));
    }

    /** What a model without a template is known by. */
    private static TemplateFamily.Hints hints(StoredModel model, Engine engine) {
        String names = model.name() + " " + model.header().name().orElse("") + " "
                + model.file().getFileName();
        return new TemplateFamily.Hints(
                names, model.header().architecture().orElse(""), token -> isToken(engine, token));
    }

    /** Whether a text is one token: then twice the text is one token more, whatever stands at the beginning. */
    private static boolean isToken(Engine engine, String text) {
        int once = engine.tokenize(List.of(new PromptPart(text, true))).length;
        return engine.tokenize(List.of(new PromptPart(text + text, true))).length == once + 1;
    }
}
