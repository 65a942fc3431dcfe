package io.mullama.chat.turn;

import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.model.ModelRecipe.Traits;
import java.util.Optional;

/**
 * What is known of a model that takes part in conversations. Immutable.
 *
 * @param name what messages call it
 * @param template empty where it brings none
 * @param traits what a person says of it, which counts more than what is found out
 */
public record ModelTraits(
        String name, Optional<String> template, TemplateFamily.Hints hints, SpecialTokens tokens, Traits traits) {}
