package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting as a person names it, and where it stands in {@code config.toml}. Immutable.
 *
 * @param path the key; a second name for one of the keys in {@code api_keys}
 */
public record SettingKey(Setting setting, List<String> path) {
    private static final String TABLE = Setting.API_KEYS.key() + ".";

    public SettingKey {
        path = List.copyOf(path);
    }

    /** The whole of a setting. */
    public static SettingKey of(Setting setting) {
        return new SettingKey(setting, List.of(setting.key()));
    }

    /**
     * By key, with dashes or underscores, or by variable; {@code api_keys.NAME} is one of several keys.
     *
     * @throws MullamaException if there is none, naming the nearest
     */
    public static SettingKey parse(String text) {
        if (text.startsWith(TABLE) && text.length() > TABLE.length()) {
            return ofApiKey(text.substring(TABLE.length()));
        }
        String wanted = text.replace('-', '_');
        List<String> known = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (setting.key().equalsIgnoreCase(wanted) || setting.variable().equalsIgnoreCase(wanted)) {
                return of(setting);
            }
            known.add(setting.key());
        }
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "there is no setting '" + text + "'",
                NearestName.of(wanted, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("'mullama config list' shows them all"));
    }

    private static SettingKey ofApiKey(String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "no key can be named '" + name + "'",
                    "a name is made of letters, digits, and . - _");
        }
        return new SettingKey(Setting.API_KEYS, List.of(Setting.API_KEYS.key(), name));
    }

    /** The name of one of several of a setting, if it is one. */
    public Optional<String> part() {
        return isPart() ? Optional.of(path.get(1)) : Optional.empty();
    }

    /** Whether it is one of several of a setting. */
    boolean isPart() {
        return path.size() > 1;
    }

    /** {@code port}, {@code api_keys.laptop}. */
    public String text() {
        return String.join(".", path);
    }
}
