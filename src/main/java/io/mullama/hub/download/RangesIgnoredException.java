package io.mullama.hub.download;

/** A host sends the whole file where a part of it is asked for. */
final class RangesIgnoredException extends Exception {
    private static final long serialVersionUID = 1L;
}
