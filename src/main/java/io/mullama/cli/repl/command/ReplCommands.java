package io.mullama.cli.repl.command;

import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of a conversation. Stateless. */
public final class ReplCommands {
    /** Names that other programs have for the same, and that help does not repeat. */
    private static final Map<String, String> ALIASES = Map.of("/?", "/help", "/exit", "/bye", "/quit", "/bye");

    private static final Map<String, List<ReplCommand>> GROUPS = groups();

    private ReplCommands() {}

    /** By what they are about, in the order of the help. */
    static Map<String, List<ReplCommand>> all() {
        return GROUPS;
    }

    /** Every command once, in the order of the help. */
    public static List<ReplCommand> list() {
        return GROUPS.values().stream().flatMap(List::stream).toList();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        list().forEach(command -> names.add(command.name()));
        names.addAll(ALIASES.keySet());
        return names;
    }

    /** A command by its name or an alias. */
    public static Optional<ReplCommand> find(String name) {
        String own = ALIASES.getOrDefault(name, name);
        return list().stream().filter(command -> command.name().equals(own)).findFirst();
    }

    /** Whether a line is meant for us rather than for the model: one that begins with a path is for the model. */
    public static boolean isCommand(String line, Session session) {
        String name = Words.first(line);
        return name.startsWith("/")
                && (find(name).isPresent()
                        || (name.indexOf('/', 1) < 0
                                && !(name.length() > 1 && session.surroundings().exists(name))));
    }

    /** Does what a line says. */
    public static void run(String line, Session session) {
        String name = Words.first(line);
        Optional<ReplCommand> command = find(name);
        if (command.isPresent()) {
            command.get().run(session, name, Words.rest(line));
            return;
        }
        session.screen()
                .say("There is no " + name + "; "
                        + NearestName.of(name, names())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("/help shows what there is."));
    }

    private static Map<String, List<ReplCommand>> groups() {
        Map<String, List<ReplCommand>> groups = new LinkedHashMap<>();
        groups.put("Messages", MessageCommands.all());
        groups.put("The conversation", TurnCommands.all());
        groups.put(
                "The model", List.of(SetCommand.command(), ShowWords.command(), ModelWords.load(), ModelWords.save()));
        groups.put(
                "Besides",
                List.of(
                        ReplCommand.of(
                                        "/help [set|show|keys]",
                                        "show this, or more of a part",
                                        Argument.WORD,
                                        Help::show)
                                .with(Help.parts()),
                        ReplCommand.of("/bye", "leave, as Ctrl-D does", (session, argument) -> session.leave())));
        return groups;
    }
}
