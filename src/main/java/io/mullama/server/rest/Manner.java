package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.ErrorBody;
import io.mullama.api.Fields;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.http.HttpRequest;
import java.util.function.Function;

/**
 * What the routes that the contract shares with another API do where a request does not say, and how they word errors.
 * Immutable.
 *
 * @param other whether all is as the other API has it: answers are streamed, old turns are left out where there is no
 *     room for all, and a request without a prompt or messages loads the model
 * @param defaults of sampling and length
 */
public record Manner(boolean other, DialectDefaults defaults, Function<MullamaException, ErrorBody> errors) {
    /** As the contract has it. */
    public static final Manner CONTRACT = new Manner(false, DialectDefaults.NONE, ApiError::of);

    /** The manner in which a request is answered: mullama's own commands, which use the socket, know the contract's. */
    Manner of(HttpRequest request) {
        return request.isLocalSocket() ? CONTRACT : this;
    }

    /** The words for an error to a request. */
    public ErrorBody error(HttpRequest request, MullamaException e) {
        return of(request).errors.apply(e);
    }

    boolean streams(Fields fields) {
        return fields.bool("stream", other);
    }

    boolean truncates(Fields fields) {
        return fields.bool("truncate", other);
    }
}
