package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a schema says of objects and arrays. For one schema; not thread-safe. */
final class ContainerReader {
    private static final Shape NO_OTHERS = new Shape.Nothing("no other properties are allowed");
    private static final Shape NO_MORE = new Shape.Nothing("no more items are allowed");

    /** Any of them may come next. */
    private static final int MOST_OPTIONAL = 500;

    private final SchemaReader reader;

    ContainerReader(SchemaReader reader) {
        this.reader = reader;
    }

    Shape members(Fields fields) {
        List<String> required = fields.names("required");
        Map<String, Shape.Member> members = properties(fields, new TreeSet<>(required));
        Shape others = others(fields);
        for (String name : required) {
            if (!members.containsKey(name)) {
                members.put(name, new Shape.Member(others == null ? Shape.ANY : others, true));
            }
            if (members.get(name).shape() instanceof Shape.Nothing nothing) {
                return new Shape.Nothing(
                        "it needs the property '" + SchemaPath.shown(name) + "', but " + nothing.reason());
            }
        }
        return new Shape.Members(members, fields.has("properties", "required"), others);
    }

    private Map<String, Shape.Member> properties(Fields fields, Set<String> required) {
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        JsonNode properties = fields.schema().get("properties");
        if (properties == null) {
            return members;
        }
        SchemaPath path = fields.path().then("properties");
        if (!properties.isObject()) {
            throw path.error("must be an object of schemas");
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = property.getKey();
            Shape shape = reader.read(property.getValue(), path.then(name));
            members.put(name, new Shape.Member(shape, required.contains(name)));
        }
        refuseTooMany(members, path);
        return members;
    }

    private static void refuseTooMany(Map<String, Shape.Member> members, SchemaPath path) {
        long optional =
                members.values().stream().filter(member -> !member.required()).count();
        if (optional > MOST_OPTIONAL) {
            throw path.error(
                    "cannot be enforced: more than " + MOST_OPTIONAL + " properties may be left out",
                    "make them 'required'");
        }
    }

    private @Nullable Shape others(Fields fields) {
        JsonNode others = fields.schema().get("additionalProperties");
        if (others == null) {
            return null;
        }
        boolean none = others.isBoolean() && !others.booleanValue();
        return none ? NO_OTHERS : reader.read(others, fields.path().then("additionalProperties"));
    }

    Shape items(Fields fields) {
        JsonNode items = fields.schema().get("items");
        boolean oldTuple = items != null && items.isArray();
        List<Shape> first = first(fields, oldTuple ? "items" : "prefixItems");
        Shape rest = rest(fields, oldTuple ? "additionalItems" : "items", first.isEmpty());
        int most = fields.count("maxItems", Shape.UNBOUNDED);
        int least = fields.count("minItems", Intersection.smaller(most, first.size()));
        return Shape.items(first, rest, least, most);
    }

    private List<Shape> first(Fields fields, String keyword) {
        List<Shape> first = new ArrayList<>();
        for (JsonNode item : fields.list(keyword)) {
            first.add(reader.read(item, fields.path().then(keyword).then(first.size())));
        }
        return first;
    }

    /** Where a schema is silent a list of items is all, and without one anything is an item. */
    private Shape rest(Fields fields, String keyword, boolean noFirst) {
        JsonNode rest = fields.schema().get(keyword);
        if (rest == null) {
            return noFirst ? Shape.ANY : NO_MORE;
        }
        boolean none = rest.isBoolean() && !rest.booleanValue();
        return none ? NO_MORE : reader.read(rest, fields.path().then(keyword));
    }
}
