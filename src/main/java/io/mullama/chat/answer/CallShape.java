package io.mullama.chat.answer;

/**
 * What a call that is a JSON object looks like. Immutable.
 *
 * @param list whether calls stand in a list
 * @param id the key of the call's id, before all others; empty where there is none
 * @param name the key of the tool's name
 * @param arguments the key of its arguments
 */
record CallShape(boolean list, String id, String name, String arguments) {
    /** What most models write. */
    static final CallShape USUAL = new CallShape(false, "", "name", "arguments");

    /** The same in a list. */
    static final CallShape LIST = new CallShape(true, "", "name", "arguments");

    /** Llama's. */
    static final CallShape PARAMETERS = new CallShape(false, "", "name", "parameters");

    /** Command's. */
    static final CallShape COMMAND = new CallShape(true, "tool_call_id", "tool_name", "parameters");

    /** The older Command-R's. */
    static final CallShape COMMAND_R = new CallShape(true, "", "tool_name", "parameters");
}
