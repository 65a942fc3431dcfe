package io.mullama.chat.answer;

import java.util.List;

/**
 * How one call begins and ends. Immutable.
 *
 * @param open begins it, with its name
 * @param naming what the name looks like
 * @param ends stand after the arguments, one behind the other, if they are not forgotten; a comma only before another
 *     call
 */
record CallTag(OpenTag open, CallNaming naming, List<String> ends) {
    /** Stands between calls. */
    static final String COMMA = ",";

    static CallTag of(OpenTag open, String... ends) {
        return new CallTag(open, CallNaming.PLAIN, List.of(ends));
    }
}
