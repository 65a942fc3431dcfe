package io.mullama.api;

/** A line of an answer that comes in lines. Immutable. */
public interface StreamLine extends JsonBody {
    /** Whether it is the last. */
    boolean done();
}
