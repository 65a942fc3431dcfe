package io.mullama.cli.daemon;

import io.mullama.api.ConfigReport;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.config.AccessSettings;
import io.mullama.config.Setting;
import io.mullama.config.SettingKey;
import io.mullama.config.SettingValue;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every setting with its value and where that comes from. Stateless. */
final class ConfigList {
    private static final String SHOW_SECRETS = "--show-secrets";
    private static final String MASK = "********";

    private ConfigList() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(showSecrets())
                .addOption(Specs.flag(
                        "--json", "Print JSON: each with its key, value, origin, variable and description."));
    }

    static OptionSpec showSecrets() {
        return Specs.flag(SHOW_SECRETS, "Show API keys and tokens rather than asterisks.");
    }

    static int print(CliContext context, ParseResult arguments) {
        Settings settings = context.settings(Map.of());
        List<ConfigReport.Entry> entries = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            entries.add(entry(settings, SettingKey.of(setting), arguments));
        }
        ConfigReport report =
                new ConfigReport(context.directories().configFile().toString(), entries);
        context.console().print(Specs.has(arguments, "--json") ? Json.pretty(report.toJson()) + "\n" : table(report));
        return ExitCodes.SUCCESS;
    }

    static ConfigReport.Entry entry(Settings settings, SettingKey key, ParseResult arguments) {
        Setting setting = key.setting();
        String value = key.part().map(name -> apiKey(settings, key, name)).orElseGet(() -> settings.text(setting));
        boolean masked = SettingValue.isSecret(setting) && !value.isEmpty() && !Specs.has(arguments, SHOW_SECRETS);
        return new ConfigReport.Entry(
                key.text(),
                masked ? MASK : value,
                settings.layer(setting).name().toLowerCase(Locale.ROOT),
                settings.origin(setting),
                setting.variable(),
                setting.description());
    }

    private static String apiKey(Settings settings, SettingKey key, String name) {
        Map<String, String> keys = new AccessSettings(settings).namedKeys();
        String value = keys.get(name);
        if (value == null) {
            throw new MullamaException(
                    ErrorCode.NOT_FOUND,
                    "there is no " + key.text(),
                    keys.isEmpty() ? "no key has a name" : "there are " + String.join(", ", keys.keySet()));
        }
        return value;
    }

    private static String table(ConfigReport report) {
        Table table = Table.of("KEY", "VALUE", "FROM");
        for (ConfigReport.Entry entry : report.settings()) {
            boolean file = entry.from().equals("file");
            table = table.with(entry.key(), entry.value(), file ? "config.toml" : entry.origin());
        }
        return table.text();
    }
}
