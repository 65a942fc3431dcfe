package io.mullama.api;

/** An error in one dialect's words, and the HTTP status that it is sent with. */
public interface ErrorBody extends JsonBody {
    int status();
}
