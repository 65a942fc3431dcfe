package io.mullama.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Parts the list of commands in the help by what they are for; one of no group goes to the last. Stateless. */
final class CommandGroups {
    /** A heading, and the names of the commands below it. */
    record Group(String title, List<String> names) {}

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

    private static String text(Help help) {
        Map<CommandSpec, String> names = names(help.commandSpec());
        int width = names.values().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Group group : ALL) {
            StringBuilder lines = new StringBuilder();
            names.forEach((command, name) -> {
                if (group.equals(groupOf(command.name()))) {
                    String purpose = command.usageMessage().description()[0];
                    lines.append("  ")
                            .append(help.colorScheme().commandText(name))
                            .append(" ".repeat(width - name.length() + GAP))
                            .append(purpose)
                            .append('\n');
                }
            });
            if (!lines.isEmpty()) {
                text.append('\n').append(group.title()).append(":\n").append(lines);
            }
        }
        return text.toString();
    }

    /** The commands as they are listed, their aliases behind their names. */
    private static Map<CommandSpec, String> names(CommandSpec root) {
        Map<CommandSpec, String> names = new LinkedHashMap<>();
        for (CommandLine line : root.subcommands().values()) {
            CommandSpec command = line.getCommandSpec();
            names.computeIfAbsent(command, one -> String.join(", ", one.names()));
        }
        return names;
    }

    private static Group groupOf(String name) {
        return ALL.stream()
                .filter(group -> group.names().contains(name))
                .findFirst()
                .orElseGet(() -> ALL.get(ALL.size() - 1));
    }
}
