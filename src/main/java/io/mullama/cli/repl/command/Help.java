package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Session;
import io.mullama.terminal.Sections;
import java.util.List;
import java.util.Map;

/** Explains what can be typed. Stateless. */
final class Help {
    private static final String KEYS = "Keys";

    private Help() {}

    static List<ReplCommand> parts() {
        return List.of(
                ReplCommand.of(
                        "set", "what /set can change", (session, unused) -> words(session, SetCommand.command())),
                ReplCommand.of("show", "what /show can show", (session, unused) -> words(session, ShowWords.command())),
                ReplCommand.of("keys", "which keys do what", (session, unused) -> keys(session)));
    }

    static void show(Session session, String part) {
        if (!part.isEmpty()) {
            String name = part.startsWith("/") ? part.substring(1) : part;
            Words.run(ReplCommands.find("/help").orElseThrow(), session, name.startsWith("shortcut") ? "keys" : name);
            return;
        }
        Sections sections = new Sections();
        for (Map.Entry<String, List<ReplCommand>> group : ReplCommands.all().entrySet()) {
            group.getValue().forEach(command -> sections.value(group.getKey(), command.usage(), command.purpose()));
        }
        sections.value(KEYS, "Ctrl-C", "stop an answer, or throw a line away")
                .value(KEYS, "Alt-Enter, \\ Enter", "begin another line of the message")
                .value(KEYS, "\"\"\"", "begin and end a message of several lines");
        session.screen().explain(sections.text());
    }

    private static void words(Session session, ReplCommand command) {
        Sections sections = new Sections();
        command.words()
                .forEach(word -> sections.value("What stands behind " + command.name(), word.usage(), word.purpose()));
        session.screen().explain(sections.text());
    }

    private static void keys(Session session) {
        Sections sections = new Sections();
        sections.value(KEYS, "Enter", "send the message")
                .value(KEYS, "Alt-Enter, \\ Enter", "begin another line of it")
                .value(KEYS, "\"\"\"", "begin and end a message of several lines")
                .value(KEYS, "Up, Down", "earlier lines; within the message first")
                .value(KEYS, "Ctrl-R", "search the earlier lines")
                .value(KEYS, "Tab", "complete a command, a setting, a model, a file")
                .value(KEYS, "Ctrl-G", "write the message in your editor")
                .value(KEYS, "Ctrl-A, Ctrl-E", "go to the line's beginning, its end")
                .value(KEYS, "Alt-B, Alt-F", "go back, forward by a word")
                .value(KEYS, "Ctrl-W, Ctrl-U, Ctrl-K", "delete a word, all before, all behind the cursor")
                .value(KEYS, "Ctrl-Y, Ctrl-_", "bring back what was deleted, undo a change")
                .value(KEYS, "Ctrl-L", "clear the screen")
                .value(KEYS, "Ctrl-C", "stop an answer, throw a line away; twice on an empty line: leave")
                .value(KEYS, "Ctrl-D", "leave, on an empty line");
        session.screen().explain(sections.text());
    }
}
