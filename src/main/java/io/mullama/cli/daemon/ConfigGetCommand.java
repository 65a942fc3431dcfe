package io.mullama.cli.daemon;

import io.mullama.api.ConfigReport;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.config.SettingKey;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config get}: one of them. Immutable. */
final class ConfigGetCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("get", "Print the value of one setting.", examples())
                .addPositional(Specs.parameter("0", "KEY", "The setting, as 'mullama config list' names it."))
                .addOption(ConfigList.showSecrets())
                .addOption(Specs.flag("--json", "Print JSON: key, value, origin, variable and description."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama config get port", "Print the value that holds."),
                new Example("mullama config get api_key --show-secrets", "Print a secret."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        SettingKey key = SettingKey.parse(arguments.matchedPositionalValue(0, ""));
        ConfigReport.Entry entry = ConfigList.entry(context.settings(Map.of()), key, arguments);
        context.console().println(Specs.has(arguments, "--json") ? Json.pretty(entry.toJson()) : entry.value());
        return ExitCodes.SUCCESS;
    }
}
