package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.List;

/** A regular expression as a tree. Immutable. */
sealed interface Expression {
    int UNBOUNDED = -1;

    /** One character of a set. */
    record Characters(CharacterSet set) implements Expression {}

    /** One after the other; the empty text where there are none. */
    record Sequence(List<Expression> parts) implements Expression {}

    /** Any of them. */
    record Choice(List<Expression> alternatives) implements Expression {}

    /** As often as that; {@link #UNBOUNDED} for no limit. */
    record Repeated(Expression part, int least, int most) implements Expression {}

    /** The beginning of the text, or its end. */
    record Anchor(boolean end) implements Expression {}
}
