package io.mullama.chat;

/** Whether an answer is to call tools. Immutable. */
public sealed interface ToolChoice {
    ToolChoice AUTO = new Auto();
    ToolChoice NONE = new None();
    ToolChoice REQUIRED = new Required();

    /** As the model likes. */
    record Auto() implements ToolChoice {}

    /** Not at all. */
    record None() implements ToolChoice {}

    /** Any of them, but at least one. */
    record Required() implements ToolChoice {}

    /** This one. */
    record Function(String name) implements ToolChoice {}
}
