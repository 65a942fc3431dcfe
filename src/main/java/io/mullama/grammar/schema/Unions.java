package io.mullama.grammar.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts alternatives together. Stateless. */
final class Unions {
    private static final int MOST = 1_000;

    private Unions() {}

    /** Without doubles, those that allow nothing, and unions within; nothing where nothing is left. */
    static Shape of(List<Shape> shapes) {
        Set<Shape> alternatives = new LinkedHashSet<>();
        for (Shape shape : shapes) {
            add(shape, alternatives);
        }
        if (alternatives.contains(Shape.ANY)) {
            return Shape.ANY;
        }
        if (alternatives.size() > MOST) {
            throw new Inexpressible("it has more than " + MOST + " alternatives");
        }
        if (alternatives.isEmpty()) {
            return shapes.stream()
                    .filter(Shape.Nothing.class::isInstance)
                    .findFirst()
                    .orElse(new Shape.Nothing("it has no alternatives"));
        }
        return alternatives.size() == 1
                ? alternatives.iterator().next()
                : new Shape.Union(new ArrayList<>(alternatives));
    }

    private static void add(Shape shape, Set<Shape> alternatives) {
        if (shape instanceof Shape.Union union) {
            alternatives.addAll(union.alternatives());
        } else if (!(shape instanceof Shape.Nothing)) {
            alternatives.add(shape);
        }
    }
}
