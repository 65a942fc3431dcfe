package io.mullama.server.openai.responses;

import io.mullama.api.ErrorBody;
import io.mullama.api.openai.OpenAiError;
import io.mullama.api.openai.responses.ResponsesInput;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;

/** Words errors as OpenAI does, with the one code that only responses know. Stateless. */
final class ResponsesError {
    private static final String HINT =
            "it may have been deleted or forgotten, or made before the daemon was started; send the conversation as"
                    + " 'input'";

    private ResponsesError() {}

    static ErrorBody of(MullamaException e) {
        OpenAiError error = OpenAiError.of(e, "input");
        boolean previous = e.code() == ErrorCode.NOT_FOUND
                && e.param().filter(ResponsesInput.PREVIOUS::equals).isPresent();
        return previous
                ? new OpenAiError(400, error.message(), error.type(), error.param(), "previous_response_not_found")
                : error;
    }

    /** There is no such response to go on from. */
    static MullamaException noPrevious(String id) {
        return new MullamaException(ErrorCode.NOT_FOUND, "Previous response with id '" + id + "' not found", HINT)
                .about(ResponsesInput.PREVIOUS);
    }

    /** There is no such response to be asked for. */
    static MullamaException notFound(String id) {
        return new MullamaException(ErrorCode.NOT_FOUND, "Response with id '" + id + "' not found");
    }

    /** There is no such item to refer to. */
    static MullamaException noItem(String id) {
        return MullamaException.invalidField("input", "Item with id '" + id + "' not found", HINT);
    }
}
