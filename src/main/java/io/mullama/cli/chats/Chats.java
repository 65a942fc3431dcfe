package io.mullama.cli.chats;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Specs;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the commands about conversations have in common. Stateless. */
public final class Chats {
    private Chats() {}

    /** The conversations of this home. */
    public static ChatStore store(CliContext context) {
        return new ChatStore(
                context.directories().chats(), context.environment().clock());
    }

    static PositionalParamSpec id() {
        return Specs.parameter("0", "ID", "Which conversation; the beginning of its ID is enough.");
    }

    static OptionSpec json() {
        return Specs.flag("--json", "Print JSON.");
    }
}
