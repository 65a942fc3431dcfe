package io.mullama.chat;

/**
 * A tool that a model calls. Immutable.
 *
 * @param id tells it from the answer's other calls; empty where there is none
 * @param arguments a JSON object as text, as the model wrote it
 */
public record ToolCall(String id, String name, String arguments) {}
