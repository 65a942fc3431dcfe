package io.mullama.grammar.schema;

/** Writes arrays. For one schema; not thread-safe. */
final class ArrayWriter {
    private final GrammarBuilder builder;
    private final ShapeWriter shapes;

    ArrayWriter(GrammarBuilder builder, ShapeWriter shapes) {
        this.builder = builder;
        this.shapes = shapes;
    }

    String expression(Shape.Items items, String wish) {
        String space = builder.whitespace();
        String end = space + " \"]\"";
        String start = "\"[\" " + space + " ";
        if (items.most() == 0) {
            return start + "\"]\"";
        }
        String first = shapes.rule(items.at(0), wish + "-item");
        String more = more(items, 1, wish);
        String inside = first + (more.isEmpty() ? "" : " " + more);
        return start + (items.least() == 0 ? "(" + inside + " " + end + " | \"]\")" : inside + " " + end);
    }

    /** What may follow so many items, with its commas. */
    private String more(Shape.Items items, int index, String wish) {
        if (index == items.most()) {
            return "";
        }
        if (index >= items.first().size()) {
            int least = Math.max(items.least() - index, 0);
            int most = items.most() == Shape.UNBOUNDED ? Shape.UNBOUNDED : items.most() - index;
            return new Repetition(builder, next(items, index, wish)).times(least, most);
        }
        String here = next(items, index, wish);
        String more = more(items, index + 1, wish);
        String all = more.isEmpty() ? here : here + " " + more;
        return index < items.least() ? all : builder.rule(wish + "-rest", all) + "?";
    }

    private String next(Shape.Items items, int index, String wish) {
        String item = shapes.rule(items.at(index), wish + "-item");
        return builder.rule(wish + "-next", "\",\" " + builder.whitespace() + " " + item);
    }
}
