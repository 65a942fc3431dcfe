package io.mullama.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes one value in a TOML text and leaves every other character as it is. Immutable. */
final class TomlEdit {
    private final String source;
    private final String text;
    private final List<TomlStatement> statements;

    /**
     * An edit of a text.
     *
     * @param source what errors name: the file
     * @throws MullamaException if it is not TOML
     */
    TomlEdit(String source, String text) {
        JsonNode unused = TomlText.parse(source, text);
        this.source = source;
        this.text = text;
        this.statements = TomlOutline.of(text);
    }

    /** The text in which a key has the value, given as it stands in TOML. */
    String set(List<String> key, String value) {
        TomlStatement there = null;
        for (TomlStatement statement : statements) {
            boolean same = statement.path().equals(key) && !statement.header();
            boolean around = !statement.header() && startsWith(key, statement.path());
            if (same) {
                there = statement;
            } else if (around || statement.isIn(key)) {
                throw otherwiseSet(statement);
            }
        }
        String changed = there == null
                ? inserted(key, value)
                : text.substring(0, there.valueStart()) + value + text.substring(there.valueEnd());
        return checked(key, changed, TomlText.parse(source, "value = " + value).get("value"));
    }

    /** The text without a key and what is below it; the same where it has none. */
    String unset(List<String> key) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = statements.size() - 1; i >= 0; i--) {
            TomlStatement statement = statements.get(i);
            if (statement.isIn(key)) {
                changed.delete(statement.start(), statement.end());
            }
        }
        return checked(key, changed.toString(), null);
    }

    /** Behind the last statement of its table, or of those before the first table. */
    private String inserted(List<String> key, String value) {
        List<String> table = key.subList(0, key.size() - 1);
        int place = -1;
        boolean inTable = false;
        List<String> current = List.of();
        for (TomlStatement statement : statements) {
            current = statement.header() ? statement.path() : current;
            if (current.equals(table)) {
                place = statement.end();
                inTable = !table.isEmpty();
            } else if (current.isEmpty() && !inTable) {
                place = statement.end();
            }
        }
        String name = inTable ? written(key.subList(key.size() - 1, key.size())) : written(key);
        String line = name + " = " + value;
        return place < 0 ? beforeTables(line) : insertedAt(place, line);
    }

    /** As TOML has it: a name that holds a dot, or more than letters, digits, dashes and underscores, stands in quotes. */
    private static String written(List<String> key) {
        StringBuilder text = new StringBuilder();
        for (String name : key) {
            text.append(text.isEmpty() ? "" : ".");
            text.append(name.matches("[A-Za-z0-9_-]+") ? name : "'" + name + "'");
        }
        return text.toString();
    }

    private String beforeTables(String line) {
        int place = text.length();
        for (TomlStatement statement : statements) {
            place = Math.min(place, statement.start());
        }
        boolean last = place == text.length();
        return insertedAt(place, last ? line : line + newline());
    }

    private String insertedAt(int place, String line) {
        boolean unended = place > 0 && text.charAt(place - 1) != '\n';
        return text.substring(0, place) + (unended ? newline() : "") + line + newline() + text.substring(place);
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Nothing but the key may mean something else than before. */
    private String checked(List<String> key, String changed, @Nullable JsonNode value) {
        ObjectNode before = TomlText.parse(source, text).deepCopy();
        ObjectNode after = TomlText.parse(source, changed).deepCopy();
        JsonNode unused = remove(before, key);
        JsonNode found = remove(after, key);
        boolean right = value == null ? found == null : value.equals(found);
        if (!right || !before.equals(after)) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    source + " is written in a way that cannot be changed safely",
                    "change " + String.join(".", key) + " in it by hand");
        }
        return changed;
    }

    /** Takes a value out, and tables that are empty without it. */
    private static @Nullable JsonNode remove(ObjectNode node, List<String> key) {
        String name = key.get(0);
        if (key.size() == 1) {
            return node.remove(name);
        }
        if (!(node.get(name) instanceof ObjectNode below)) {
            return null;
        }
        JsonNode removed = remove(below, new ArrayList<>(key.subList(1, key.size())));
        if (below.isEmpty()) {
            node.remove(name);
        }
        return removed;
    }

    private static boolean startsWith(List<String> key, List<String> path) {
        return key.size() > path.size() && key.subList(0, path.size()).equals(path);
    }

    private MullamaException otherwiseSet(TomlStatement statement) {
        String key = statement.path().get(0);
        return new MullamaException(
                ErrorCode.INVALID_SETTING,
                source + " sets " + key + " in another form",
                "'mullama config unset " + key + "' removes that, or change it in the file");
    }
}
