package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.config.Setting;
import io.mullama.config.SettingKey;
import io.mullama.config.Settings;
import io.mullama.model.MullamaException;
import java.util.Map;

/** Tells what a changed setting still needs to have an effect. Stateless. */
final class ConfigChange {
    private ConfigChange() {}

    static void tell(CliContext context, SettingKey key) {
        Console console = context.console();
        Setting setting = key.setting();
        try {
            Settings settings = context.settings(Map.of());
            if (settings.layer(setting) == Settings.Layer.ENVIRONMENT) {
                console.tell(setting.variable() + " is set in this environment, and goes before config.toml");
            }
            // Commands read that one, and each reads it anew.
            boolean needed = setting != Setting.CA_FILE && settings.endpoint().isThisMachine();
            if (needed && context.connector().isRunning()) {
                console.tell("the running daemon keeps what it has; 'mullama daemon restart' lets it read "
                        + setting.key() + " anew");
            }
        } catch (MullamaException e) {
            // What was set can be used; something else in the file cannot, and the next command that needs it says so.
            console.tell(e.told());
        }
    }
}
