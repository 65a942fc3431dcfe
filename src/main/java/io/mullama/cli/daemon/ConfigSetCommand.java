package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.TextFile;
import io.mullama.config.ConfigEditor;
import io.mullama.config.SettingKey;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config set}: writes one to the file. Immutable. */
final class ConfigSetCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("set", "Set one setting in config.toml.", examples())
                .addPositional(Specs.parameter("0", "KEY", "The setting, as 'mullama config list' names it."))
                .addPositional(
                        Specs.parameter("1", "VALUE", "What to set it to; - reads that from the standard input."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama config set port 9000", "Listen on another port from the next start on."),
                new Example("mullama config set models tiny,qwen2.5:7b", "Set a list."),
                new Example(
                        "openssl rand -hex 32 | mullama config set api_keys.laptop -",
                        "Set a secret without showing it to who lists processes."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        SettingKey key = SettingKey.parse(arguments.matchedPositionalValue(0, ""));
        String typed = arguments.matchedPositionalValue(1, "");
        String value = typed.equals("-") ? piped(context) : ServeCommand.asTyped(key.setting(), typed);
        new ConfigEditor(context.directories()).set(key, value);
        ConfigChange.tell(context, key);
        return ExitCodes.SUCCESS;
    }

    private static String piped(CliContext context) {
        return TextFile.read("VALUE", "-", context.console().streams().in()).strip();
    }
}
