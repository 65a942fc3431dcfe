package io.mullama.api.docs;

/**
 * A route that is served. Immutable.
 *
 * @param path as routes are written: {@code /api/models/:name}
 */
public record Route(String method, String path) {}
