package io.mullama.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.FieldLog;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The fields that a reader cannot do without, and what it takes in their place; found by trying. For one thread. */
final class RequiredFields {
    private final Function<Fields, ?> reader;
    private final ObjectNode example;
    private final List<String> names = new ArrayList<>();

    /** {@code example} is a body that the reader takes. */
    RequiredFields(Function<Fields, ?> reader, ObjectNode example) {
        this.reader = reader;
        this.example = example;
    }

    /** Notes the field if it is one of them. */
    void look(String name) {
        try {
            RequestSchema.read(reader, RequestSchema.without(example, name), new FieldLog());
        } catch (MullamaException e) {
            if (e.param().filter(name::equals).isPresent()) {
                names.add(name);
            }
        }
    }

    /** Says so in a schema; {@code known} are all fields that the reader asks for. */
    void writeTo(ObjectNode schema, Set<String> known) {
        List<ObjectNode> choices = new ArrayList<>();
        List<String> always = new ArrayList<>();
        for (String name : names) {
            List<String> others = known.stream()
                    .filter(other -> !example.has(other) && standsFor(other, name))
                    .toList();
            if (others.isEmpty()) {
                always.add(name);
            } else {
                choices.add(choice(name, others));
            }
        }
        if (!always.isEmpty()) {
            always.forEach(schema.putArray("required")::add);
        }
        if (choices.size() == 1) {
            schema.setAll(choices.get(0));
        } else if (!choices.isEmpty()) {
            schema.putArray("allOf").addAll(choices);
        }
    }

    private static ObjectNode choice(String name, List<String> others) {
        ObjectNode choice = Json.object();
        ArrayNode list = choice.putArray("anyOf");
        list.addObject().putArray("required").add(name);
        others.forEach(other -> list.addObject().putArray("required").add(other));
        return choice;
    }

    private boolean standsFor(String other, String name) {
        JsonNode value = example.get(name);
        // One text where there may be several.
        JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        return reads(other, value, name) || reads(other, first, name);
    }

    private boolean reads(String other, JsonNode value, String name) {
        try {
            ObjectNode body = RequestSchema.without(example, name);
            body.set(other, value);
            RequestSchema.read(reader, body, new FieldLog());
            return true;
        } catch (MullamaException e) {
            return false;
        }
    }
}
