package io.mullama.hub;

/** What a request asks for. */
public enum RequestKind {
    /** {@code /api/models?search=…}. */
    SEARCH,
    /** {@code /api/models/ORG/REPO}, with or without {@code /revision/REV}. */
    MODEL,
    /** {@code /api/models/ORG/REPO/tree/REV}. */
    TREE,
    /** {@code /api/models/ORG/REPO/refs}. */
    REFS,
    /** {@code /ORG/REPO/resolve/REV/FILE}, which leads to the content. */
    RESOLVE,
    /** {@code /api/resolve-cache/…}, where a small file's bytes come from. */
    SMALL_FILE,
    /** A big file's bytes, on the other host. */
    CONTENT,
    /** Whatever the hub does not know. */
    OTHER
}
