package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.grammar.regex.RegexException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out what a JSON Schema allows, and refuses what cannot be enforced. For one schema; not thread-safe.
 *
 * <p>Bounded in nesting and in the number of schemas within.
 */
final class SchemaReader {
    private static final int DEEPEST = 100;
    private static final int MOST_SCHEMAS = 20_000;

    private final Pointers pointers;
    private final TypeReader types = new TypeReader(this);
    private final Intersection intersection = new Intersection(this::definition);
    private final Disjointness disjointness = new Disjointness(this::definition);

    /** By the pointers that mention them. */
    private final Map<String, Shape> definitions = new LinkedHashMap<>();

    private final Set<String> beingRead = new HashSet<>();
    private final Deque<String> toRead = new ArrayDeque<>();
    private final List<Runnable> toCheck = new ArrayList<>();
    private int depth;
    private int schemas;

    private SchemaReader(JsonNode schema, SchemaPath path) {
        this.pointers = new Pointers(schema, path);
    }

    /** The shape of the whole schema is the one at the empty pointer. */
    static Definitions definitions(JsonNode schema, SchemaPath path) {
        SchemaReader reader = new SchemaReader(schema, path);
        reader.definition("");
        while (!reader.toRead.isEmpty()) {
            reader.definition(reader.toRead.remove());
        }
        Definitions all = new Definitions(reader.definitions, reader.pointers);
        all.refuseEndless();
        reader.toCheck.forEach(Runnable::run);
        return all;
    }

    private Shape definition(String pointer) {
        Shape known = definitions.get(pointer);
        if (known != null) {
            return known;
        }
        JsonNode node = pointers.resolve(pointer);
        if (node == null) {
            throw new IllegalStateException("a reference was not checked");
        }
        SchemaPath path = pointers.pathOf(pointer);
        if (!beingRead.add(pointer)) {
            throw path.error(
                    "cannot be enforced: it contains itself, and something is added to it there",
                    "refer to it with '$ref' alone");
        }
        Shape shape = read(node, path);
        beingRead.remove(pointer);
        definitions.put(pointer, shape);
        return shape;
    }

    /** What a schema within allows; an error if that is nothing. */
    Shape read(JsonNode schema, SchemaPath path) {
        if (schema.isBoolean() && schema.booleanValue()) {
            return Shape.ANY;
        }
        if (schema.isBoolean()) {
            throw path.error("cannot be enforced: it allows no value");
        }
        if (!schema.isObject()) {
            throw path.error("must be a schema: an object, true or false");
        }
        if (++schemas > MOST_SCHEMAS) {
            throw path.error("is too much: there are more than " + MOST_SCHEMAS + " schemas");
        }
        if (++depth > DEEPEST) {
            throw path.error("is nested more than " + DEEPEST + " deep");
        }
        Keywords.check(schema, path);
        Shape shape = located(new Fields(schema, path));
        depth--;
        return shape;
    }

    private Shape located(Fields fields) {
        SchemaPath path = fields.path();
        try {
            Shape shape = all(fields);
            if (fields.flag("nullable")) {
                shape = Unions.of(List.of(shape, Shape.NULL));
            }
            if (shape instanceof Shape.Nothing nothing) {
                throw path.error("cannot be enforced: it allows no value: " + nothing.reason());
            }
            Emptiness.refuse(shape);
            return shape;
        } catch (RegexException e) {
            String keyword = fields.has("pattern") ? "its 'pattern'" : "it";
            throw path.error("cannot be enforced: " + keyword + " cannot be used: " + e.getMessage());
        } catch (Inexpressible e) {
            throw path.error("cannot be enforced: " + e.getMessage());
        }
    }

    /** What all of its keywords together allow. */
    private Shape all(Fields fields) {
        Shape shape = types.read(fields);
        if (fields.has("enum", "const")) {
            shape = intersection.of(ValuesReader.read(fields), shape);
        }
        String reference = fields.text("$ref").orElse(null);
        if (reference != null) {
            shape = intersection.of(shape, reference(reference, fields.path().then("$ref")));
        }
        if (fields.has("anyOf")) {
            shape = intersection.of(shape, Unions.of(alternatives(fields, "anyOf")));
        }
        for (Shape part : alternatives(fields, "allOf")) {
            shape = intersection.of(shape, part);
        }
        return fields.has("oneOf") ? oneOf(shape, fields) : shape;
    }

    /** Like {@code anyOf}; whether they differ is looked at when all that they mention is read. */
    private Shape oneOf(Shape shape, Fields fields) {
        List<Shape> alternatives = alternatives(fields, "oneOf").stream()
                .map(each -> intersection.of(shape, each))
                .toList();
        toCheck.add(() -> disjointness.check(alternatives, fields.path().then("oneOf")));
        return Unions.of(alternatives);
    }

    private List<Shape> alternatives(Fields fields, String keyword) {
        List<Shape> shapes = new ArrayList<>();
        for (JsonNode schema : fields.list(keyword)) {
            shapes.add(read(schema, fields.path().then(keyword).then(shapes.size())));
        }
        return shapes;
    }

    private Shape reference(String reference, SchemaPath path) {
        String pointer = pointers.pointer(reference, path);
        if (pointers.resolve(pointer) == null) {
            throw path.error("cannot be followed: there is no '" + SchemaPath.shown(reference) + "'");
        }
        toRead.add(pointer);
        return new Shape.Reference(pointer);
    }
}
