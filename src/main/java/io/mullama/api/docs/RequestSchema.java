package io.mullama.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.FieldLog;
import io.mullama.api.FieldLog.Kind;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The JSON Schema of a request's body, found by watching its reader: which fields it asks for, as what, and which of an
 * example's it cannot do without. So it cannot differ from what the reader does. Stateless.
 */
final class RequestSchema {
    private RequestSchema() {}

    /**
     * Finds it.
     *
     * @throws MullamaException if the reader does not take the example
     */
    static ObjectNode of(Function<Fields, ?> reader, ObjectNode example) {
        FieldLog log = new FieldLog();
        read(reader, example, log);
        RequiredFields required = new RequiredFields(reader, example);
        for (String name : names(example)) {
            required.look(name);
            // Some ask for more where something is not there.
            readIfPossible(reader, without(example, name), log);
        }
        ObjectNode schema = schema(log);
        required.writeTo(schema, log.fields().keySet());
        return schema;
    }

    private static void readIfPossible(Function<Fields, ?> reader, ObjectNode example, FieldLog log) {
        try {
            read(reader, example, log);
        } catch (MullamaException e) {
            // What it asked for until then is known.
        }
    }

    static void read(Function<Fields, ?> reader, ObjectNode example, FieldLog log) {
        Object unused = reader.apply(new Fields(example, log));
    }

    static ObjectNode without(ObjectNode example, String name) {
        ObjectNode less = example.deepCopy();
        less.remove(name);
        return less;
    }

    private static List<String> names(ObjectNode example) {
        List<String> names = new ArrayList<>();
        example.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode schema(FieldLog log) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, Set<Kind>> field : log.fields().entrySet()) {
            properties.set(field.getKey(), schema(field.getValue(), log.within(field.getKey())));
        }
        return schema;
    }

    /** Where a field is asked for as several kinds, any of them may be right. */
    private static JsonNode schema(Set<Kind> kinds, FieldLog within) {
        if (kinds.size() == 1) {
            return schema(kinds.iterator().next(), within);
        }
        ObjectNode schema = Json.object();
        ArrayNode choices = schema.putArray("anyOf");
        kinds.stream().filter(kind -> kind != Kind.ANY).forEach(kind -> choices.add(schema(kind, within)));
        // Somebody looked at it as it is, and may take still others.
        return kinds.contains(Kind.ANY) ? Json.object() : schema;
    }

    private static ObjectNode schema(Kind kind, FieldLog within) {
        return switch (kind) {
            case STRING -> type("string");
            case INTEGER -> type("integer");
            case NUMBER -> type("number");
            case BOOLEAN -> type("boolean");
            case INTEGERS -> listOf(type("integer"));
            case OBJECT -> schema(within);
            case OBJECTS -> listOf(schema(within));
            case STRING_LIST -> listOf(type("string"));
            case ANY_OBJECT -> type("object");
            case ANY -> Json.object();
            case STRINGS -> {
                ObjectNode schema = Json.object();
                schema.putArray("anyOf").add(type("string")).add(listOf(type("string")));
                yield schema;
            }
        };
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }

    private static ObjectNode listOf(ObjectNode items) {
        ObjectNode schema = type("array");
        schema.set("items", items);
        return schema;
    }
}
