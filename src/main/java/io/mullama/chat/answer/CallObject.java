package io.mullama.chat.answer;

import java.util.function.Predicate;

/**
 * Which JSON objects are calls. Immutable.
 *
 * @param keyed whether the name is the only key; else it is a value
 * @param names what a tool may be called
 * @param strict whether an object with a key that no call has is none
 */
record CallObject(boolean keyed, Predicate<String> names, boolean strict) {}
