package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.config.ConfigEditor;
import io.mullama.config.SettingKey;
import io.mullama.model.MullamaException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config unset}: takes one out of the file. Immutable. */
final class ConfigUnsetCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("unset", "Take one setting out of config.toml.", examples())
                .addPositional(Specs.parameter("0", "KEY", "The setting, as 'mullama config list' names it."));
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("mullama config unset port", "Go back to the default, or to what a variable says."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String name = arguments.matchedPositionalValue(0, "");
        ConfigEditor editor = new ConfigEditor(context.directories());
        SettingKey key;
        try {
            key = SettingKey.parse(name);
        } catch (MullamaException e) {
            // What is no setting keeps every command from starting, so it has to be got rid of.
            if (editor.unset(List.of(name.split("\\.", -1)))) {
                return ExitCodes.SUCCESS;
            }
            throw e;
        }
        if (editor.unset(key.path())) {
            ConfigChange.tell(context, key);
        } else {
            context.console()
                    .tell(key.text() + " is not set in " + context.directories().configFile());
        }
        return ExitCodes.SUCCESS;
    }
}
