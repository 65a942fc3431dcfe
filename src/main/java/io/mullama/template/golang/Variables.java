package io.mullama.template.golang;

import java.util.ArrayList;
import java.util.List;

/** The variables of one invocation of a template, in the order of their declaration. Confined to one thread. */
final class Variables {
    private final List<GoValue> values = new ArrayList<>();

    /**
     * @param data what {@code $} stands for
     */
    Variables(GoValue data) {
        values.add(data);
    }

    GoValue get(int place) {
        return values.get(place);
    }

    int mark() {
        return values.size();
    }

    /** Forgets what was declared after a mark. */
    void reset(int mark) {
        values.subList(mark, values.size()).clear();
    }

    /** Sets what a pipeline sets. */
    void set(Pipeline pipeline, GoValue value) {
        for (int i = 0; i < pipeline.declared(); i++) {
            values.add(value);
        }
        for (int place : pipeline.assigned()) {
            values.set(place, value);
        }
    }

    /** Sets the variables of a range to an item, and to its index before that where there are two. */
    void range(Pipeline pipeline, GoValue index, GoValue item) {
        List<Integer> assigned = pipeline.assigned();
        if (assigned.isEmpty()) {
            int top = values.size();
            setFrom(top - pipeline.declared(), pipeline.declared(), index, item);
        } else {
            values.set(assigned.get(assigned.size() - 1), item);
            if (assigned.size() > 1) {
                values.set(assigned.get(0), index);
            }
        }
    }

    private void setFrom(int first, int count, GoValue index, GoValue item) {
        if (count > 0) {
            values.set(first + count - 1, item);
        }
        if (count > 1) {
            values.set(first, index);
        }
    }
}
