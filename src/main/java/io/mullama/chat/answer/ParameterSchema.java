package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a JSON Schema says about one value: enough to tell what a model means by a text that has no type of its own.
 * Immutable.
 */
final class ParameterSchema {
    private static final Set<JsonNodeType> ALL = Collections.unmodifiableSet(EnumSet.of(
            JsonNodeType.STRING,
            JsonNodeType.NUMBER,
            JsonNodeType.BOOLEAN,
            JsonNodeType.NULL,
            JsonNodeType.OBJECT,
            JsonNodeType.ARRAY));

    /** How many parts of a schema are looked at for one question. */
    private static final int LIMIT = 500;

    private static final List<String> OF_STRINGS = List.of("pattern", "minLength", "maxLength", "format");
    private static final List<String> OF_NUMBERS = List.of("minimum", "maximum", "multipleOf");

    /** Says nothing. */
    static final ParameterSchema ANY = new ParameterSchema(MissingNode.getInstance(), MissingNode.getInstance());

    /** Of strings. */
    static final ParameterSchema STRING =
            of(JsonNodeFactory.instance.objectNode().put("type", "string"));

    /** Of objects. */
    static final ParameterSchema OBJECT =
            of(JsonNodeFactory.instance.objectNode().put("type", "object"));

    private final JsonNode root;
    private final JsonNode node;

    private ParameterSchema(JsonNode root, JsonNode node) {
        this.root = root;
        this.node = node;
    }

    static ParameterSchema of(JsonNode schema) {
        return new ParameterSchema(schema, schema);
    }

    /** Of an object's member. */
    ParameterSchema property(String name) {
        JsonNode found = find(node, schema -> schema.path("properties").path(name), visited());
        return found.isMissingNode() ? others() : child(found);
    }

    /** Of an object's members that have names, in their order. */
    Map<String, ParameterSchema> properties() {
        Map<String, ParameterSchema> properties = new LinkedHashMap<>();
        find(node, schema -> schema.path("properties"), visited())
                .properties()
                .forEach(property -> properties.put(property.getKey(), child(property.getValue())));
        return properties;
    }

    /** Whether an object may have members of any names, as none are listed. */
    boolean isOpen() {
        JsonNode others = find(node, schema -> schema.path("additionalProperties"), visited());
        boolean closed = others.isBoolean() && !others.booleanValue();
        return !closed
                && find(node, schema -> schema.path("properties"), visited()).isMissingNode();
    }

    /** Of an object's members whose names are not listed. */
    ParameterSchema others() {
        return child(find(node, schema -> schema.path("additionalProperties"), visited()));
    }

    /** Whether an object must have a member. */
    boolean requires(String name) {
        for (JsonNode required : find(node, schema -> schema.path("required"), visited())) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The strings that it allows and nothing else; empty if there are others. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        node.path("enum").forEach(value -> words.add(value.asText()));
        if (node.has("const")) {
            words.add(node.get("const").asText());
        }
        return types().equals(Set.of(JsonNodeType.STRING)) ? words : List.of();
    }

    /** Whether only some values of its types are allowed. */
    boolean isLimited() {
        return List.of("enum", "const", "$ref", "anyOf", "oneOf", "allOf").stream()
                .anyMatch(node::has);
    }

    /** The same without some types; says nothing if no type is left. */
    ParameterSchema without(JsonNodeType... others) {
        Set<JsonNodeType> left = EnumSet.copyOf(types());
        if (!left.removeAll(List.of(others))) {
            return this;
        }
        if (left.isEmpty()) {
            return ANY;
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode names = schema.putArray("type");
        left.forEach(type -> names.add(type.name().toLowerCase(Locale.ROOT)));
        return of(schema);
    }

    /** A schema of its own. */
    ObjectNode json() {
        ObjectNode json = node.isObject() ? node.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (String definitions : List.of("$defs", "definitions")) {
            if (root.has(definitions) && !json.has(definitions)) {
                json.set(definitions, root.get(definitions));
            }
        }
        return json;
    }

    /** Of the elements of a list. */
    ParameterSchema items() {
        return child(find(node, schema -> schema.path("items"), visited()));
    }

    private ParameterSchema child(JsonNode found) {
        return found.isObject() ? new ParameterSchema(root, found) : ANY;
    }

    /** What the value may be; all types if nothing is said. */
    Set<JsonNodeType> types() {
        Set<JsonNodeType> types = types(node, visited());
        return types.isEmpty() ? ALL : types;
    }

    /** Whether the value may be of any type. */
    boolean isAny() {
        return types().size() == ALL.size();
    }

    /** Looks for a member in all parts of a schema that describe the whole value. */
    private JsonNode find(JsonNode schema, Function<JsonNode, JsonNode> member, Set<JsonNode> visited) {
        if (!schema.isObject() || visited.size() == LIMIT || !visited.add(schema)) {
            return MissingNode.getInstance();
        }
        JsonNode found = member.apply(schema);
        if (!found.isMissingNode()) {
            return found;
        }
        found = find(referred(schema), member, visited);
        for (String union : List.of("allOf", "anyOf", "oneOf")) {
            for (JsonNode part : schema.path(union)) {
                found = found.isMissingNode() ? find(part, member, visited) : found;
            }
        }
        return found;
    }

    /** The types that a schema allows; empty if it adds nothing to what has been visited. */
    private Set<JsonNodeType> types(JsonNode schema, Set<JsonNode> visited) {
        if (!schema.isObject()) {
            return ALL;
        }
        if (visited.size() == LIMIT || !visited.add(schema)) {
            return Set.of();
        }
        Set<JsonNodeType> types = EnumSet.copyOf(own(schema));
        if (schema.has("$ref")) {
            restrict(types, types(referred(schema), visited));
        }
        for (JsonNode part : schema.path("allOf")) {
            restrict(types, types(part, visited));
        }
        for (String union : List.of("anyOf", "oneOf")) {
            Set<JsonNodeType> either = EnumSet.noneOf(JsonNodeType.class);
            for (JsonNode part : schema.path(union)) {
                either.addAll(types(part, visited));
            }
            restrict(types, either);
        }
        return types;
    }

    private static void restrict(Set<JsonNodeType> types, Set<JsonNodeType> allowed) {
        if (!allowed.isEmpty()) {
            types.retainAll(allowed);
        }
    }

    private static Set<JsonNodeType> own(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<JsonNodeType> types = EnumSet.noneOf(JsonNodeType.class);
        if (type.isTextual()) {
            types.addAll(named(type.asText()));
        }
        type.forEach(name -> types.addAll(named(name.asText())));
        if (types.isEmpty() && schema.has("const")) {
            types.add(schema.get("const").getNodeType());
        }
        if (types.isEmpty()) {
            schema.path("enum").forEach(value -> types.add(value.getNodeType()));
        }
        return types.isEmpty() ? implied(schema) : types;
    }

    private static Set<JsonNodeType> named(String type) {
        return switch (type) {
            case "string" -> Set.of(JsonNodeType.STRING);
            case "integer", "number" -> Set.of(JsonNodeType.NUMBER);
            case "boolean" -> Set.of(JsonNodeType.BOOLEAN);
            case "null" -> Set.of(JsonNodeType.NULL);
            case "object" -> Set.of(JsonNodeType.OBJECT);
            case "array" -> Set.of(JsonNodeType.ARRAY);
            default -> ALL;
        };
    }

    /** A schema that speaks of something without its type means that type. */
    private static Set<JsonNodeType> implied(JsonNode schema) {
        if (schema.has("properties")) {
            return Set.of(JsonNodeType.OBJECT);
        }
        if (schema.has("items")) {
            return Set.of(JsonNodeType.ARRAY);
        }
        if (OF_STRINGS.stream().anyMatch(schema::has)) {
            return Set.of(JsonNodeType.STRING);
        }
        return OF_NUMBERS.stream().anyMatch(schema::has) ? Set.of(JsonNodeType.NUMBER) : ALL;
    }

    private JsonNode referred(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.equals("#")) {
            return root;
        }
        return reference.startsWith("#/") ? at(reference) : MissingNode.getInstance();
    }

    private JsonNode at(String reference) {
        JsonNode found = root;
        for (String step : reference.substring(2).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            found = found.isArray() && name.matches("\\d{1,6}") ? found.path(Integer.parseInt(name)) : found.path(name);
        }
        return found;
    }

    private static Set<JsonNode> visited() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
