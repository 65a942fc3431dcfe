package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tools as templates see them: Ollama's {@code templateTool} and {@code api.ToolProperty}, with their fields in its order
 * and what those do not know after them. Confined to one render.
 */
final class Tools {
    private static final String PROPERTY = "a tool's property";
    private static final GoValue EMPTY = Values.template("");
    private static final GoValue NOTHING = new GoValue.Slice(List.of());
    private static final GoValue NO_TYPES = new GoValue.Slice(List.of(), GoValue.Layout.TYPES);

    private final Values values;
    private final Budget budget;

    Tools(Values values, Budget budget) {
        this.values = values;
        this.budget = budget;
    }

    /**
     * A field that templates know.
     *
     * @param absent its value where there is none
     */
    private record Field(
            String name, String key, boolean optional, GoValue absent, Function<Object, GoValue> conversion) {}

    /** The value of {@code .Tools}. */
    GoValue list(List<? extends Map<?, ?>> tools) {
        return new GoValue.Slice(tools.stream().map(this::tool).toList(), GoValue.Layout.JSON);
    }

    private GoValue tool(Map<?, ?> tool) {
        return struct(
                "a tool",
                tool,
                List.of(
                        any("Type", "type", false, EMPTY),
                        any("Items", "items", true, GoValue.Nil.NIL),
                        new Field("Function", "function", false, function(Map.of()), this::function)));
    }

    private GoValue function(Object value) {
        return struct(
                "a tool's function",
                value,
                List.of(
                        any("Name", "name", false, EMPTY),
                        any("Description", "description", true, EMPTY),
                        new Field("Parameters", "parameters", false, parameters(Map.of()), this::parameters)));
    }

    private GoValue parameters(Object value) {
        return struct(
                "a tool's parameters",
                value,
                List.of(
                        any("Type", "type", false, EMPTY),
                        any("Defs", "$defs", true, GoValue.Nil.NIL),
                        any("Items", "items", true, GoValue.Nil.NIL),
                        any("Required", "required", true, NOTHING),
                        new Field("Properties", "properties", false, properties(Map.of()), this::properties)));
    }

    private GoValue property(Object value) {
        return struct(
                PROPERTY,
                value,
                List.of(
                        new Field("AnyOf", "anyOf", true, NOTHING, this::alternatives),
                        new Field("Type", "type", true, NO_TYPES, this::types),
                        any("Items", "items", true, GoValue.Nil.NIL),
                        any("Description", "description", true, EMPTY),
                        any("Enum", "enum", true, NOTHING),
                        new Field("Properties", "properties", true, GoValue.Nil.NIL, this::properties),
                        any("Required", "required", true, NOTHING)));
    }

    private Field any(String name, String key, boolean optional, GoValue absent) {
        return new Field(name, key, optional, absent, values::value);
    }

    private GoValue properties(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return values.value(value);
        }
        SortedMap<String, GoValue> entries = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object property = entry.getValue();
            entries.put(String.valueOf(entry.getKey()), property == null ? GoValue.Nil.NIL : property(property));
        }
        return new GoValue.Mapping(entries, GoValue.Layout.JSON);
    }

    private GoValue alternatives(Object value) {
        if (!(value instanceof List<?> list)) {
            return values.value(value);
        }
        List<GoValue> items = new ArrayList<>();
        for (Object item : list) {
            items.add(item == null ? GoValue.Nil.NIL : property(item));
        }
        return new GoValue.Slice(items);
    }

    private GoValue types(Object value) {
        List<?> names = value instanceof List<?> list ? list : List.of(value);
        return new GoValue.Slice(names.stream().map(name -> values.value(name)).toList(), GoValue.Layout.TYPES);
    }

    private GoValue struct(String type, Object value, List<Field> fields) {
        if (!(value instanceof Map<?, ?> json)) {
            return values.value(value);
        }
        budget.enter();
        budget.elements(json.size() + fields.size());
        List<GoValue.Member> members = new ArrayList<>();
        for (Field field : fields) {
            Object given = json.get(field.key());
            GoValue converted =
                    given == null ? field.absent() : field.conversion().apply(given);
            members.add(new GoValue.Member(field.name(), Text.template(field.key()), field.optional(), converted));
        }
        Set<String> known = fields.stream().map(Field::key).collect(Collectors.toSet());
        for (Map.Entry<?, ?> entry : json.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!known.contains(key)) {
                members.add(new GoValue.Member("", Text.input(key), false, values.value(entry.getValue())));
            }
        }
        budget.leave();
        return new GoValue.Struct(type, List.copyOf(members), GoValue.Layout.JSON);
    }

    /** What Ollama's {@code toTypeScriptType} makes of a tool's property, and of anything else. */
    static GoValue typeScript(GoValue value, Budget budget) {
        return Values.template(typeScriptName(value, budget));
    }

    private static String typeScriptName(@Nullable GoValue value, Budget budget) {
        budget.step();
        if (!(value instanceof GoValue.Struct struct) || !struct.type().equals(PROPERTY)) {
            return "any";
        }
        if (struct.members().get(0).value() instanceof GoValue.Slice alternatives && alternatives.isTrue()) {
            return joined(alternatives.items(), item -> typeScriptName(item, budget), budget);
        }
        if (struct.members().get(1).value() instanceof GoValue.Slice types && types.isTrue()) {
            return joined(types.items(), item -> typeScriptBasic(item, budget), budget);
        }
        return "any";
    }

    private static String joined(List<GoValue> items, Function<GoValue, String> name, Budget budget) {
        String text = items.stream().map(name).collect(Collectors.joining(" | "));
        budget.copy(text.length());
        return text;
    }

    private static String typeScriptBasic(GoValue type, Budget budget) {
        if (!(type instanceof GoValue.Str name)) {
            throw Failure.of("toTypeScriptType: a type is a string, not " + type.describe());
        }
        return switch (name.text().string(budget)) {
            case "string" -> "string";
            case "number", "integer" -> "number";
            case "boolean" -> "boolean";
            case "array" -> "any[]";
            case "object" -> "Record<string, any>";
            case "null" -> "null";
            default -> "any";
        };
    }
}
