package io.mullama.server.http;

/** Writes the JSON body of an error that the HTTP layer itself reports; thread-safe. */
@FunctionalInterface
public interface HttpErrors {
    /**
     * The body of one error.
     *
     * @param status the HTTP status, such as 404
     * @param code the error's name on the wire, such as {@code not_found}
     * @param message a sentence for people
     * @return sent as {@code application/json}
     */
    byte[] toJson(int status, String code, String message);
}
