package io.mullama.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The names of all commands, parted by what they are for, as the help lists them. Stateless. */
final class CommandGroups {
    /** A heading, and the names of the commands below it. */
    record Group(String title, List<String> names) {}

    /** Where purposes begin, behind the names, and how far from a long one. */
    private static final int COLUMN = 12;

    private static final int GAP = 2;

    static final List<Group> ALL = List.of(
            new Group("Talk", List.of("run", "chat", "chats", "embed", "tokenize", "render", "bench")),
            new Group("Models", List.of("list", "show", "search", "info", "pull", "create", "cp", "rm", "cache")),
            new Group("Daemon", List.of("ps", "load", "unload", "stop", "serve", "daemon", "status", "logs", "ping")),
            new Group("Other", List.of("config", "doctor", "completion", "help")));

    private CommandGroups() {}

    /** Has the help of a command list its commands so. */
    static void addTo(CommandSpec spec) {
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::text);
        spec.usageMessage().commandListHeading("");
    }

    /** All of them, in the order of the help. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        ALL.forEach(group -> names.addAll(group.names()));
        return names;
    }

    private static String text(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        StringBuilder text = new StringBuilder();
        for (Group group : ALL) {
            text.append('\n').append(group.title()).append(":\n");
            for (String name : group.names()) {
                CommandLine command = commands.get(name);
                if (command != null) {
                    append(text, help, command.getCommandSpec());
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Help help, CommandSpec command) {
        String names = String.join(", ", command.names());
        text.append("  ")
                .append(help.colorScheme().commandText(names))
                .append(" ".repeat(Math.max(GAP, COLUMN - names.length())))
                .append(command.usageMessage().description()[0])
                .append('\n');
    }
}
