package io.mullama.grammar.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes shapes as rules of a grammar. For one schema; not thread-safe. */
final class ShapeWriter {
    private final GrammarBuilder builder;
    private final Definitions definitions;
    private final ObjectWriter objects;
    private final ArrayWriter arrays;
    private final ScalarWriter scalars;
    private final ValuesWriter values;

    /** Names of rules by JSON pointer. */
    private final Map<String, String> names = new HashMap<>();

    private final Deque<String> toWrite = new ArrayDeque<>();

    ShapeWriter(GrammarBuilder builder, Definitions definitions) {
        this.builder = builder;
        this.definitions = definitions;
        this.objects = new ObjectWriter(builder, this);
        this.arrays = new ArrayWriter(builder, this);
        this.scalars = new ScalarWriter(builder);
        this.values = new ValuesWriter(builder);
    }

    /** Writes the whole schema; returns the rule's name. */
    String write() {
        String root = reference("", "schema");
        while (!toWrite.isEmpty()) {
            String pointer = toWrite.remove();
            String name = reference(pointer, "");
            builder.define(name, expression(definitions.at(pointer), name));
        }
        return root;
    }

    /** The name of a rule for the shape, called somehow like the wish. */
    String rule(Shape shape, String wish) {
        if (shape instanceof Shape.Any) {
            return builder.json().value();
        }
        if (shape instanceof Shape.Reference reference) {
            String last = reference.pointer().substring(reference.pointer().lastIndexOf('/') + 1);
            return reference(reference.pointer(), last);
        }
        return builder.rule(wish, expression(shape, wish));
    }

    private String reference(String pointer, String wish) {
        return names.computeIfAbsent(pointer, absent -> {
            toWrite.add(absent);
            return builder.reserve(wish);
        });
    }

    private String expression(Shape shape, String wish) {
        if (shape instanceof Shape.Any || shape instanceof Shape.Reference) {
            return rule(shape, wish);
        }
        if (shape instanceof Shape.Values allowed) {
            return values.expression(allowed, wish);
        }
        if (shape instanceof Shape.Numeric numeric) {
            return scalars.number(numeric, wish);
        }
        if (shape instanceof Shape.Text text) {
            return scalars.text(text, wish);
        }
        if (shape instanceof Shape.Items items) {
            return arrays.expression(items, wish);
        }
        if (shape instanceof Shape.Members members) {
            return objects.expression(members, wish);
        }
        if (shape instanceof Shape.Union union) {
            return union.alternatives().stream()
                    .map(each -> rule(each, wish))
                    .distinct()
                    .collect(Collectors.joining(" | "));
        }
        throw new SchemaException("the schema cannot be enforced: a part of it allows no value");
    }
}
