package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import java.util.List;

/** Compares values as Go's {@code eq} and {@code lt} do: only those of one kind. Stateless. */
final class Comparisons {
    private Comparisons() {}

    /** Whether the first value equals any of the others. */
    static boolean equalsAny(List<GoValue> values, Budget budget) {
        GoValue first = values.get(0);
        for (GoValue other : values.subList(1, values.size())) {
            if (areEqual(first, other, budget)) {
                return true;
            }
        }
        return false;
    }

    private static boolean areEqual(GoValue a, GoValue b, Budget budget) {
        if (a == GoValue.Nil.NIL || b == GoValue.Nil.NIL) {
            return a == b;
        }
        if (a instanceof GoValue.Str left && b instanceof GoValue.Str right) {
            return left.text().length() == right.text().length()
                    && left.text().string(budget).equals(right.text().string(budget));
        }
        if (a instanceof GoValue.Int left && b instanceof GoValue.Int right) {
            return left.value() == right.value();
        }
        if (a instanceof GoValue.Fraction left && b instanceof GoValue.Fraction right) {
            return left.value() == right.value();
        }
        if (a instanceof GoValue.Bool left && b instanceof GoValue.Bool right) {
            return left.value() == right.value();
        }
        throw incomparable(a, b);
    }

    /** Whether one value comes before another. */
    static boolean isLess(GoValue a, GoValue b, Budget budget) {
        if (a instanceof GoValue.Str left && b instanceof GoValue.Str right) {
            return compare(left.text().string(budget), right.text().string(budget)) < 0;
        }
        if (a instanceof GoValue.Int left && b instanceof GoValue.Int right) {
            return left.value() < right.value();
        }
        if (a instanceof GoValue.Fraction left && b instanceof GoValue.Fraction right) {
            return left.value() < right.value();
        }
        throw incomparable(a, b);
    }

    /** In the order of UTF-8, which is the order of code points. */
    private static int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean mixed = Character.isSurrogate(left) != Character.isSurrogate(right);
                return mixed ? (Character.isSurrogate(left) ? 1 : -1) : Character.compare(left, right);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static Failure incomparable(GoValue a, GoValue b) {
        return Failure.of("cannot compare " + a.describe() + " with " + b.describe());
    }
}
