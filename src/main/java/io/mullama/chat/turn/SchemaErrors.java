package io.mullama.chat.turn;

import io.mullama.grammar.schema.SchemaException;
import io.mullama.model.MullamaException;
import java.util.function.Supplier;

/** Says of schemas that cannot be enforced which field of the request they are in. Stateless. */
final class SchemaErrors {
    private SchemaErrors() {}

    static <T> T named(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (SchemaException e) {
            throw e.hint()
                    .map(hint -> MullamaException.invalidField(field, e.getMessage(), hint))
                    .orElseGet(() -> MullamaException.invalidField(field, e.getMessage()))
                    .causedBy(e);
        }
    }
}
