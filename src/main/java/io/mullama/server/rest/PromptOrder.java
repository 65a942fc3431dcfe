package io.mullama.server.rest;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerationOptions;
import io.mullama.engine.Engine;
import io.mullama.engine.PromptPart;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.Generator;
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.ReadyPrompt;
import io.mullama.store.StoredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request to {@code /api/generate} wants to be continued. Immutable: nobody changes the array.
 *
 * @param template the one to use rather than the model's own; null for that
 * @param context the tokens of a conversation that this goes on with; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PromptOrder(
        GenerateRequest asked,
        GenerationOptions options,
        boolean truncate,
        @Nullable String template,
        int @Nullable [] context) {

    static PromptOrder of(Fields fields, GenerateRequest asked, GenerationOptions options, boolean truncate) {
        String template = fields.string("template");
        List<Integer> context = fields.integers("context");
        int @Nullable [] tokens = context == null || context.isEmpty()
                ? null
                : context.stream().mapToInt(Integer::intValue).toArray();
        boolean own = template != null && !template.isEmpty();
        if (asked.suffix() != null) {
            // What is filled in has no conversation around it.
            ignore(fields, "template", own);
            ignore(fields, "context", tokens != null);
        }
        if (asked.raw() && (own || tokens != null || asked.system() != null)) {
            throw fields.invalid("raw", "cannot be combined with 'template', 'system' or 'context'");
        }
        return new PromptOrder(asked, options, truncate, own ? template : null, tokens);
    }

    private static void ignore(Fields fields, String name, boolean given) {
        if (given) {
            fields.ignore(name);
        }
    }

    Generator.PromptSource source(Prompts prompts) {
        if (asked.suffix() != null) {
            return Prompts.fill(asked.prompt(), asked.suffix(), asked.answer().format(), options);
        }
        if (asked.raw()) {
            return Prompts.raw(asked.prompt(), asked.answer().format(), options);
        }
        Generator.PromptSource turn = prompts.of(new ChatOrder(messages(), truncate, asked.answer(), options));
        return (model, engine) -> {
            ReadyPrompt ready = turn.ready(model.with(recipe(model.recipe())), engine);
            return context == null ? ready : ready.withTokens(behind(context, ready.tokens(), model, engine));
        };
    }

    private List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>();
        if (asked.system() != null) {
            messages.add(ChatMessage.system(asked.system()));
        }
        messages.add(ChatMessage.user(asked.prompt()));
        return messages;
    }

    /** With this request's template; what conversations begin with is in the context already. */
    private ModelRecipe recipe(ModelRecipe own) {
        boolean begun = context != null;
        return new ModelRecipe(
                own.parameters(),
                template == null ? own.template() : template,
                begun ? null : own.system(),
                begun ? List.of() : own.messages(),
                own.licenses(),
                own.traits());
    }

    private static int[] behind(int[] context, int[] prompt, StoredModel model, Engine engine) {
        long size = model.header().vocabularySize().orElse(Integer.MAX_VALUE);
        for (int id : context) {
            if (id < 0 || id >= size) {
                throw MullamaException.invalidField(
                        "context",
                        "'context' holds the token " + id + ", and the ids of " + model.name() + " end at "
                                + (size - 1));
            }
        }
        int[] rest = withoutBeginning(prompt, engine);
        int[] all = Arrays.copyOf(context, context.length + rest.length);
        System.arraycopy(rest, 0, all, context.length, rest.length);
        return all;
    }

    /** Without the token that every prompt begins with, where there is such a one. */
    static int[] withoutBeginning(int[] tokens, Engine engine) {
        int[] beginning = engine.tokenize(List.of(new PromptPart("", true)));
        boolean same = beginning.length > 0
                && tokens.length >= beginning.length
                && Arrays.equals(beginning, Arrays.copyOf(tokens, beginning.length));
        return same ? Arrays.copyOfRange(tokens, beginning.length, tokens.length) : tokens;
    }
}
