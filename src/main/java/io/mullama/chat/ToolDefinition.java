package io.mullama.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool that a model may call. Immutable: nobody changes its JSON.
 *
 * @param parameters the JSON Schema of its arguments, an object's
 * @param json the whole definition, as templates want it: {@code {"type": "function", "function": {…}}}
 */
public record ToolDefinition(String name, ObjectNode parameters, ObjectNode json) {}
