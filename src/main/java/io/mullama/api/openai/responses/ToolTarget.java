package io.mullama.api.openai.responses;

/**
 * What a model's call is for, in the client's words. Immutable.
 *
 * @param namespace empty where the tool is in none
 * @param custom whether the tool takes free text rather than arguments
 */
public record ToolTarget(String namespace, String name, boolean custom) {
    private static final String SEPARATOR = "__";

    public static ToolTarget function(String name) {
        return new ToolTarget("", name, false);
    }

    /** The one name that a model knows it by, in the form that is usual for the tools of MCP servers. */
    public String modelName() {
        if (namespace.isEmpty()) {
            return name;
        }
        return namespace.endsWith(SEPARATOR) || name.startsWith(SEPARATOR)
                ? namespace + name
                : namespace + SEPARATOR + name;
    }
}
