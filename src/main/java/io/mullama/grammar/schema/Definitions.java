package io.mullama.grammar.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shapes of a schema by the JSON pointers that mention them, the whole by the empty one. Not changed once it is
 * read.
 */
final class Definitions {
    private final Map<String, Shape> shapes;
    private final Pointers pointers;

    Definitions(Map<String, Shape> shapes, Pointers pointers) {
        this.shapes = shapes;
        this.pointers = pointers;
    }

    Shape at(String pointer) {
        Shape shape = shapes.get(pointer);
        if (shape == null) {
            throw new IllegalArgumentException("nothing refers to " + pointer);
        }
        return shape;
    }

    /** Refuses definitions that no finite value has, or that are defined by themselves alone. */
    void refuseEndless() {
        refuseCircles();
        Set<String> finite = finite();
        for (String pointer : shapes.keySet()) {
            if (!finite.contains(pointer)) {
                throw pointers.pathOf(pointer)
                        .error("cannot be enforced: no finite value satisfies it, it always contains itself");
            }
        }
    }

    private void refuseCircles() {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> usedBy = new HashMap<>();
        Deque<String> sound = new ArrayDeque<>();
        shapes.forEach((pointer, shape) -> {
            List<String> direct = new ArrayList<>();
            addDirect(shape, direct);
            open.put(pointer, direct.size());
            direct.forEach(used ->
                    usedBy.computeIfAbsent(used, absent -> new ArrayList<>()).add(pointer));
            if (direct.isEmpty()) {
                sound.add(pointer);
            }
        });
        while (!sound.isEmpty()) {
            for (String user : usedBy.getOrDefault(sound.remove(), List.of())) {
                if (open.merge(user, -1, Integer::sum) == 0) {
                    sound.add(user);
                }
            }
        }
        for (String pointer : shapes.keySet()) {
            if (open.getOrDefault(pointer, 0) > 0) {
                throw pointers.pathOf(pointer)
                        .error("cannot be enforced: its '$ref' comes back to itself with nothing between");
            }
        }
    }

    /** What a shape may be as a whole. */
    private static void addDirect(Shape shape, List<String> to) {
        if (shape instanceof Shape.Reference reference) {
            to.add(reference.pointer());
        } else if (shape instanceof Shape.Union union) {
            union.alternatives().forEach(each -> addDirect(each, to));
        }
    }

    private Set<String> finite() {
        Map<String, List<String>> usedBy = new HashMap<>();
        shapes.forEach((pointer, shape) -> {
            Set<String> used = new HashSet<>();
            addAll(shape, used);
            used.forEach(each ->
                    usedBy.computeIfAbsent(each, absent -> new ArrayList<>()).add(pointer));
        });
        Set<String> finite = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(shapes.keySet());
        while (!open.isEmpty()) {
            String pointer = open.remove();
            if (!finite.contains(pointer) && isFinite(at(pointer), finite)) {
                finite.add(pointer);
                open.addAll(usedBy.getOrDefault(pointer, List.of()));
            }
        }
        return finite;
    }

    private static void addAll(Shape shape, Set<String> to) {
        if (shape instanceof Shape.Reference reference) {
            to.add(reference.pointer());
        } else if (shape instanceof Shape.Union union) {
            union.alternatives().forEach(each -> addAll(each, to));
        } else if (shape instanceof Shape.Items items) {
            items.first().forEach(each -> addAll(each, to));
            addAll(items.rest(), to);
        } else if (shape instanceof Shape.Members members) {
            members.members().values().forEach(each -> addAll(each.shape(), to));
            addAll(members.effectiveOthers(), to);
        }
    }

    private static boolean isFinite(Shape shape, Set<String> finite) {
        if (shape instanceof Shape.Reference reference) {
            return finite.contains(reference.pointer());
        }
        if (shape instanceof Shape.Union union) {
            return union.alternatives().stream().anyMatch(each -> isFinite(each, finite));
        }
        if (shape instanceof Shape.Items items) {
            int needed = Math.min(items.least(), items.first().size());
            return items.first().subList(0, needed).stream().allMatch(each -> isFinite(each, finite))
                    && (items.least() == needed || isFinite(items.rest(), finite));
        }
        if (shape instanceof Shape.Members members) {
            return members.members().values().stream()
                    .allMatch(each -> !each.required() || isFinite(each.shape(), finite));
        }
        return !(shape instanceof Shape.Nothing);
    }
}
