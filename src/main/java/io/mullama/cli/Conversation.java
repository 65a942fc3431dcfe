package io.mullama.cli;

/** Opens a conversation in the terminal. Stateless. */
final class Conversation {
    private Conversation() {}

    static int start(CliContext context, RunArguments arguments) {
        context.console().error("a conversation with " + arguments.model() + " is not possible yet; give a prompt");
        return ExitCodes.FAILURE;
    }
}
