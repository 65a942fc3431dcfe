package io.mullama.server.http;

/** What a handler does with the body of a request. */
public enum BodyUse {
    /** It looks at all of it at once. */
    WHOLE,
    /** It reads it as it comes, however long it is. */
    STREAM,
    /** Nothing: what is more than a few bytes is not even read. */
    NONE
}
