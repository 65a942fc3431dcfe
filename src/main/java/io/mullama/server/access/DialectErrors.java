package io.mullama.server.access;

import io.mullama.api.ApiError;
import io.mullama.api.ErrorBody;
import io.mullama.api.Json;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpErrors;
import io.mullama.server.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words errors as the first dialect does that the request speaks, else as the contract. Thread-safe. */
public final class DialectErrors implements HttpErrors {
    private final List<ErrorDialect> dialects;

    public DialectErrors(List<ErrorDialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    @Override
    public Worded word(HttpError error, @Nullable HttpRequest request) {
        if (request != null) {
            for (ErrorDialect dialect : dialects) {
                if (dialect.speaks(request)) {
                    ErrorBody worded = dialect.word(error, request);
                    return new Worded(Json.bytes(worded), dialect.headers(worded));
                }
            }
        }
        return new Worded(Json.bytes(contract(error)));
    }

    private static ErrorBody contract(HttpError error) {
        ApiError plain = ApiError.ofStatus(error.status(), error.code(), error.message());
        return new ApiError(plain.status(), plain.message(), plain.type(), plain.code(), null, error.hint());
    }
}
