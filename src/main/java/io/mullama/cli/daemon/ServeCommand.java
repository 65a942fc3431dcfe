package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.ServeOptions;
import io.mullama.cli.command.Specs;
import io.mullama.config.Setting;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama serve}: runs the daemon in the foreground. Immutable. */
public final class ServeCommand implements Command {
    private static final String MODEL = "--model";
    private static final String ON_DEMAND = "--on-demand";

    /** Models have one of their own, secrets would be shown to who lists processes, and some are for commands. */
    private static final Set<Setting> WITHOUT_FLAG =
            EnumSet.of(Setting.MODELS, Setting.HUB_TOKEN, Setting.API_KEYS, Setting.CA_FILE);

    private static final Set<Setting> SWITCHES = EnumSet.of(Setting.INSECURE, Setting.OLLAMA);

    /** Paths in flags are ones from the folder where they were typed, as everywhere in a shell. */
    private static final Set<Setting> PATHS =
            EnumSet.of(Setting.SOCKET, Setting.CACHE_DIR, Setting.TLS_CERT, Setting.TLS_KEY, Setting.CA_FILE);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("serve", "Run the daemon in the foreground.", examples());
        spec.addOption(Specs.repeatable(
                MODEL, "NAME", "Load this model at the start; may be given more than once." + where(Setting.MODELS)));
        for (Setting setting : Setting.values()) {
            if (!WITHOUT_FLAG.contains(setting)) {
                spec.addOption(
                        SWITCHES.contains(setting)
                                ? Specs.flag(option(setting), describe(setting))
                                : Specs.option(option(setting), label(setting), String.class, describe(setting)));
            }
        }
        return spec.addOption(OptionSpec.builder(ON_DEMAND)
                .type(boolean.class)
                .hidden(true)
                .description("End when idle: a client started this daemon.")
                .build());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "mullama serve", "Serve until Ctrl-C or 'mullama stop'; a second Ctrl-C waits for no request."),
                new Example("mullama serve --model tiny --keep-alive -1", "Load a model at once and keep it."),
                new Example("mullama serve --ollama", "Stand in for Ollama, on its port."),
                new Example("MULLAMA_API_KEY=KEY mullama serve --host 0.0.0.0", "Serve other machines too."),
                new Example("mullama serve --port 0", "Listen on the Unix socket alone."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return context.starter()
                .serve(new ServeOptions(
                        context.settings(flags(arguments)),
                        context.directories(),
                        context.environment().variables(),
                        context.environment().userHome(),
                        Specs.has(arguments, ON_DEMAND),
                        context.debug()));
    }

    private static Map<Setting, String> flags(ParseResult arguments) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = value(setting, arguments);
            if (value != null && !(setting == Setting.MODELS && value.isEmpty())) {
                flags.put(setting, PATHS.contains(setting) ? fromHere(value) : value);
            }
        }
        return flags;
    }

    private static @Nullable String value(Setting setting, ParseResult arguments) {
        return switch (setting) {
            case MODELS -> models(arguments.matchedOptionValue(MODEL, List.of()));
            case INSECURE, OLLAMA -> Specs.has(arguments, option(setting)) ? "true" : null;
            default -> arguments.matchedOptionValue(option(setting), null);
        };
    }

    /** A value as it is meant by who types it in this folder. */
    static String asTyped(Setting setting, String value) {
        if (setting == Setting.MODELS) {
            return models(List.of(value.split(",", -1)));
        }
        return PATHS.contains(setting) && !value.isEmpty() ? fromHere(value) : value;
    }

    private static String fromHere(String socket) {
        return socket.startsWith("ipc://")
                ? socket
                : Path.of(socket).toAbsolutePath().toString();
    }

    private static String models(List<String> names) {
        for (String name : names) {
            if (name.indexOf(',') >= 0) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "--model is '" + name + "', which holds a comma",
                        "give each model a --model of its own");
            }
        }
        return String.join(",", names.stream().map(ModelArgument::resolve).toList());
    }

    private static String option(Setting setting) {
        return "--" + setting.key().replace('_', '-');
    }

    private static String label(Setting setting) {
        return switch (setting) {
            case HOST, HUB_ENDPOINT -> "ADDRESS";
            case HUB_OFFLINE -> "BOOLEAN";
            case SOCKET, CACHE_DIR -> "PATH";
            case TLS_CERT, TLS_KEY -> "FILE";
            case ALLOWED_HOSTS -> "NAMES";
            case ALLOWED_ORIGINS -> "ORIGINS";
            case API_KEY -> "KEY";
            case KEEP_ALIVE, LOAD_TIMEOUT, IDLE_EXIT, MAX_STALL, REQUEST_TIMEOUT -> "DURATION";
            case MEMORY_LIMIT, PROMPT_CACHE, MAX_BODY -> "SIZE";
            case LOG_LEVEL -> "LEVEL";
            default -> "NUMBER";
        };
    }

    private static String describe(Setting setting) {
        String text = setting.description();
        String fallback = setting.fallback().isEmpty() ? "" : " The default is " + setting.fallback() + ".";
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + "." + fallback + where(setting);
    }

    private static String where(Setting setting) {
        return " Also " + setting.variable() + ", or " + setting.key() + " in config.toml.";
    }
}
