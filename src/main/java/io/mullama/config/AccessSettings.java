package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that say who may use the daemon over TCP, and how. Immutable. */
public final class AccessSettings {
    /** The name of the key that is set alone. */
    private static final String ONLY_KEY = "default";

    private static final int LEAST_BODY_BYTES = 1 << 10;
    private static final int MOST_BODY_BYTES = 256 << 20;

    /** What follows the first equals sign is no mere padding of Base64. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_.-]+)=(.*[^=].*)");

    private static final Pattern KEY = Pattern.compile("[!-~]+");

    private final Settings settings;

    public AccessSettings(Settings settings) {
        this.settings = settings;
    }

    /** The names that the server goes by beside its addresses. */
    public List<String> hosts() {
        List<String> names = new ArrayList<>(settings.list(Setting.ALLOWED_HOSTS));
        names.add(settings.endpoint().host());
        return names;
    }

    /** The origins of the pages that may use the server; an asterisk stands for any characters. */
    public List<String> origins() {
        return settings.list(Setting.ALLOWED_ORIGINS);
    }

    /** The keys by their names; none where none is needed. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        key().ifPresent(key -> keys.put(ONLY_KEY, key));
        addTo(keys);
        return keys;
    }

    /** Those of {@code api_keys} by their names. */
    public Map<String, String> namedKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        addTo(keys);
        return keys;
    }

    private void addTo(Map<String, String> keys) {
        List<String> more = settings.list(Setting.API_KEYS);
        for (int i = 0; i < more.size(); i++) {
            Matcher named = NAMED.matcher(more.get(i));
            boolean hasName = named.matches();
            String name = hasName ? named.group(1) : "key " + (i + 1);
            if (keys.put(name, usable(Setting.API_KEYS, hasName ? named.group(2) : more.get(i))) != null) {
                throw invalidKey(Setting.API_KEYS, "has two keys that are named '" + name + "'");
            }
        }
    }

    /** The key that the daemon takes and that commands send to it, if one was set. */
    public Optional<String> key() {
        return Optional.of(settings.text(Setting.API_KEY).strip())
                .filter(text -> !text.isEmpty())
                .map(text -> usable(Setting.API_KEY, text));
    }

    /** Requests that one key or address may make in a minute; empty for any number. */
    public OptionalInt requestsPerMinute() {
        int number = settings.number(Setting.RATE_LIMIT, 0, 1_000_000);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Whether other machines may be served without a key. */
    public boolean isInsecure() {
        return settings.isTrue(Setting.INSECURE);
    }

    /** The file of the certificate chain; empty to speak in the clear. */
    public Optional<Path> certificate() {
        return file(Setting.TLS_CERT, Setting.TLS_KEY);
    }

    /** The file of the certificate's private key. */
    public Optional<Path> privateKey() {
        return file(Setting.TLS_KEY, Setting.TLS_CERT);
    }

    /** Certificates that commands trust in place of Java's own. */
    public Optional<Path> authorities() {
        return Optional.of(settings.text(Setting.CA_FILE))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** The longest request body in bytes. */
    public int maxBodyBytes() {
        String allowed = "it takes a size from 1KB to 256MB";
        long bytes = settings.bytes(Setting.MAX_BODY, allowed);
        if (bytes < LEAST_BODY_BYTES || bytes > MOST_BODY_BYTES) {
            throw settings.invalid(Setting.MAX_BODY, allowed);
        }
        return (int) bytes;
    }

    private Optional<Path> file(Setting setting, Setting other) {
        boolean set = !settings.text(setting).isBlank();
        if (set && settings.text(other).isBlank()) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    setting.key() + " is set (from " + settings.origin(setting) + "), and " + other.key() + " is not",
                    "TLS takes a certificate and its key: give both, or neither");
        }
        return set ? Optional.of(Path.of(settings.text(setting))) : Optional.empty();
    }

    private String usable(Setting setting, String key) {
        if (!KEY.matcher(key).matches()) {
            throw invalidKey(setting, "has a key with a blank or a character beyond ASCII");
        }
        return key;
    }

    /** Unlike {@link Settings#invalid} this does not show the value. */
    private MullamaException invalidKey(Setting setting, String what) {
        return new MullamaException(
                ErrorCode.INVALID_SETTING,
                "%s (from %s) %s".formatted(setting.key(), settings.origin(setting), what),
                "a key is made of letters, digits and signs, such as what 'openssl rand -hex 32' prints");
    }
}
