package io.mullama.chat;

/** Whether a model is to think before it answers, and how much. */
public enum Thinking {
    /** As the model's template has it when it is told nothing. */
    UNSET,
    OFF,
    ON,
    LOW,
    MEDIUM,
    HIGH;

    /** Whether thoughts are asked for. */
    public boolean isWanted() {
        return this != UNSET && this != OFF;
    }
}
