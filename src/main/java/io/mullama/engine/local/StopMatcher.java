package io.mullama.engine.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for stop texts in a stream, holding back what may be the beginning of one. Not thread-safe. */
final class StopMatcher {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private @Nullable String found;

    StopMatcher(List<String> stops) {
        this.stops = stops;
    }

    /** The text that no stop text can claim any more; up to the stop text when one came. */
    String append(String text) {
        if (stops.isEmpty()) {
            return text;
        }
        held.append(text);
        String stop = firstStop();
        if (stop != null) {
            found = stop;
            held.setLength(held.indexOf(stop));
            return finish();
        }
        int safe = held.length() - longestBeginning();
        String out = held.substring(0, safe);
        held.delete(0, safe);
        return out;
    }

    boolean stopped() {
        return found != null;
    }

    /** The stop text that came; null if none has. */
    @Nullable
    String found() {
        return found;
    }

    /** What was held back, when no more text comes. */
    String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    /**
     * The stop text that is complete first, the longest of those; null for none. Not the one that begins first: whether
     * that is there yet depends on how the text happened to be cut.
     */
    private @Nullable String firstStop() {
        String first = null;
        int start = -1;
        int end = Integer.MAX_VALUE;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (at + stop.length() < end || (at + stop.length() == end && at < start))) {
                first = stop;
                start = at;
                end = at + stop.length();
            }
        }
        return first;
    }

    /** The length of the longest end of the text that begins a stop text. */
    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (endsWith(stop, length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private boolean endsWith(String stop, int length) {
        int start = held.length() - length;
        for (int i = 0; i < length; i++) {
            if (held.charAt(start + i) != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
