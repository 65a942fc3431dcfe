package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.FieldLog.Kind;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object, each checked for its type; what is wrong is an invalid request that names the
 * field. JSON's null counts as absent. Not thread-safe.
 */
public final class Fields {
    /** Longer values are not repeated in messages, in characters. */
    private static final int LONGEST_SHOWN = 40;

    private final ObjectNode object;
    private final String prefix;
    private final @Nullable FieldLog log;
    private final Set<String> read = new TreeSet<>();
    private final List<Fields> children = new ArrayList<>();

    Fields(ObjectNode object) {
        this(object, "", null);
    }

    /** {@code log} is told what is asked for. */
    public Fields(ObjectNode object, FieldLog log) {
        this(object, "", log);
    }

    private Fields(ObjectNode object, String prefix, @Nullable FieldLog log) {
        this.object = object;
        this.prefix = prefix;
        this.log = log;
    }

    /** As it was read; it is not to be changed. */
    ObjectNode object() {
        return object;
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** Whether one string stands there, not a list of them. */
    boolean isText(String name) {
        JsonNode node = find(name);
        return node != null && node.isTextual();
    }

    public @Nullable String string(String name) {
        JsonNode node = get(name, Kind.STRING);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrongType(name, "a string", node);
        }
        return node.textValue();
    }

    public String requiredString(String name) {
        String value = string(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    public @Nullable Integer integer(String name) {
        JsonNode node = whole(name);
        if (node != null && !node.canConvertToInt()) {
            throw outOfRange(name, node);
        }
        return node == null ? null : node.intValue();
    }

    public @Nullable Long longInteger(String name) {
        JsonNode node = whole(name);
        if (node != null && !node.canConvertToLong()) {
            throw outOfRange(name, node);
        }
        return node == null ? null : node.longValue();
    }

    public @Nullable Double number(String name) {
        JsonNode node = get(name, Kind.NUMBER);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw wrongType(name, "a number", node);
        }
        if (!Double.isFinite(node.doubleValue())) {
            throw outOfRange(name, node);
        }
        return node.doubleValue();
    }

    public @Nullable Boolean bool(String name) {
        JsonNode node = get(name, Kind.BOOLEAN);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrongType(name, "true or false", node);
        }
        return node.booleanValue();
    }

    public boolean bool(String name, boolean absent) {
        Boolean value = bool(name);
        return value == null ? absent : value;
    }

    /** A list of strings; one string alone is taken for a list of one. */
    public @Nullable List<String> strings(String name) {
        JsonNode node = get(name, Kind.STRINGS);
        return node != null && node.isTextual()
                ? List.of(node.textValue())
                : strings(name, node, "a string or a list of strings");
    }

    /** A list of strings, and nothing else. */
    public @Nullable List<String> stringList(String name) {
        return strings(name, get(name, Kind.STRING_LIST), "a list of strings");
    }

    private @Nullable List<String> strings(String name, @Nullable JsonNode node, String expected) {
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrongType(name, expected, node);
        }
        List<String> values = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            if (!each.isTextual()) {
                throw wrongType(name + "[" + values.size() + "]", "a string", each);
            }
            values.add(each.textValue());
        }
        return List.copyOf(values);
    }

    /** A list of whole numbers. */
    public @Nullable List<Integer> integers(String name) {
        JsonNode node = get(name, Kind.INTEGERS);
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrongType(name, "a list of integers", node);
        }
        List<Integer> values = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            String place = name + "[" + values.size() + "]";
            if (!each.canConvertToExactIntegral()) {
                throw wrongType(place, "an integer", each);
            }
            if (!each.canConvertToInt()) {
                throw outOfRange(place, each);
            }
            values.add(each.intValue());
        }
        return List.copyOf(values);
    }

    /** A list of objects, each read by the given function. */
    public <T> @Nullable List<T> objects(String name, Function<Fields, T> reader) {
        JsonNode node = get(name, Kind.OBJECTS);
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrongType(name, "a list", node);
        }
        List<T> values = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            String path = prefix + name + "[" + values.size() + "]";
            values.add(reader.apply(child(name, path, each)));
        }
        return List.copyOf(values);
    }

    /** An object that is one field's value. */
    public @Nullable Fields object(String name) {
        JsonNode node = get(name, Kind.OBJECT);
        return node == null ? null : child(name, prefix + name, node);
    }

    private Fields child(String name, String path, JsonNode node) {
        Fields child = new Fields(object(path, node), path + ".", log == null ? null : log.inside(name));
        children.add(child);
        return child;
    }

    /** A field that may hold anything, as long as it is an object; absent for null. */
    public @Nullable ObjectNode anyObject(String name) {
        JsonNode node = get(name, Kind.ANY_OBJECT);
        if (node == null || node instanceof ObjectNode) {
            return (ObjectNode) node;
        }
        throw invalid(name, "must be an object");
    }

    /** The raw value of a field, absent for null. */
    public @Nullable JsonNode node(String name) {
        return get(name, Kind.ANY);
    }

    /** Counts every field as read: for an object that is left out as a whole, which is for the caller to say. */
    public void passOver() {
        object.fieldNames().forEachRemaining(read::add);
    }

    /** The names of the fields that nothing has read, here and below: what this version does not know. */
    public List<String> unread() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                names.add(prefix + name);
            }
        });
        children.forEach(child -> names.addAll(child.unread()));
        return names;
    }

    /** Has a field that was looked at counted among the unread ones: its value is sound, and has no effect. */
    public void ignore(String name) {
        read.remove(name);
    }

    /** A field's name with what it lies in, as errors and warnings call it. */
    public String path(String name) {
        return prefix + name;
    }

    public MullamaException missing(String name) {
        return MullamaException.invalidField(prefix + name, "'" + prefix + name + "' is missing");
    }

    public MullamaException invalid(String name, String problem) {
        return MullamaException.invalidField(prefix + name, "'" + prefix + name + "' " + problem);
    }

    static ObjectNode object(String path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        String what = path.equals("body") ? "The request body" : "'" + path + "'";
        throw MullamaException.invalidField(path, what + " must be a JSON object, not " + describe(node));
    }

    private @Nullable JsonNode get(String name, Kind kind) {
        if (log != null) {
            log.asked(name, kind);
        }
        return find(name);
    }

    private @Nullable JsonNode find(String name) {
        read.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** A number without a fraction, however it is written: some languages send 512.0 for 512. */
    private @Nullable JsonNode whole(String name) {
        JsonNode node = get(name, Kind.INTEGER);
        if (node == null
                || node.isIntegralNumber()
                || (node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue()))) {
            return node;
        }
        throw wrongType(name, "an integer", node);
    }

    private MullamaException outOfRange(String name, JsonNode found) {
        String text = found.toString();
        boolean telling = text.length() <= LONGEST_SHOWN && Double.isFinite(found.doubleValue());
        return invalid(name, "is out of range" + (telling ? ": " + text : ""));
    }

    private MullamaException wrongType(String name, String expected, JsonNode found) {
        return invalid(name, "must be " + expected + ", not " + describe(found));
    }

    private static String describe(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        if (!node.isValueNode()) {
            return node.isArray() ? "a list" : "an object";
        }
        String text = node.toString();
        return text.length() > LONGEST_SHOWN ? "a " + kind : text;
    }
}
