package io.mullama.server.openai;

import io.mullama.api.openai.CompletionRequest;
import io.mullama.api.openai.TextInput;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Generator;
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.ReadyPrompt;
import io.mullama.server.answer.TurnRequests;
import io.mullama.store.StoredModel;
import java.util.List;

/** Makes the prompts of {@code /v1/completions}. Stateless. */
final class Continuations {
    private Continuations() {}

    static List<Generator.PromptSource> sources(CompletionRequest asked) {
        return asked.prompts().stream().map(prompt -> source(prompt, asked)).toList();
    }

    private static Generator.PromptSource source(TextInput prompt, CompletionRequest asked) {
        if (prompt instanceof TextInput.Tokens tokens) {
            return (model, engine) -> ReadyPrompt.plain(
                    known(tokens, model), TurnRequests.text(asked.format(), asked.options(), model.recipe()));
        }
        String text = ((TextInput.Text) prompt).text();
        String suffix = asked.frame().suffix();
        return suffix == null
                ? Prompts.raw(text, asked.format(), asked.options())
                : Prompts.fill(text, suffix, asked.format(), asked.options());
    }

    /** The tokens, if the model knows them all: llama.cpp would fail the whole batch, other requests' part included. */
    private static int[] known(TextInput.Tokens prompt, StoredModel model) {
        long size = model.header().vocabularySize().orElse(0);
        for (int id : prompt.ids()) {
            if (id >= size) {
                throw MullamaException.invalidField(
                        prompt.field(),
                        "'" + prompt.field() + "' holds the token " + id + ", and the ids of " + model.name()
                                + " end at " + (size - 1));
            }
        }
        return prompt.ids();
    }
}
