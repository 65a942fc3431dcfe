package io.mullama.cli.models;

import io.mullama.cli.command.ModelArgument;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;

/** Tells what can be the name of a new model. Stateless. */
final class NewName {
    private NewName() {}

    /** The name as it is; a path is none. */
    static String require(String text) {
        String resolved = ModelArgument.resolve(text);
        if (!resolved.equals(text) || ModelName.parse(text) instanceof ModelName.File) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + text + "' is a path, and a new model needs a name",
                    "choose one such as my-model or my-model:v2");
        }
        return text;
    }
}
