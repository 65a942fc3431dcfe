package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.Collection;

/** Looks for one of several texts at a place. Stateless. */
final class Tags {
    private Tags() {}

    /** Whether one of them is there; open if it may turn out to be. */
    static Reach reach(Incoming text, int index, Collection<String> tags) {
        Reach best = Reach.NO;
        for (String tag : tags) {
            Reach reach = text.reach(index, tag);
            if (reach == Reach.YES) {
                return reach;
            }
            best = reach == Reach.OPEN ? reach : best;
        }
        return best;
    }

    /** The longest of them that is there; empty for none. */
    static String longest(Incoming text, int index, Collection<String> tags) {
        String longest = "";
        for (String tag : tags) {
            if (tag.length() > longest.length() && text.reach(index, tag) == Reach.YES) {
                longest = tag;
            }
        }
        return longest;
    }

    /** Whether one of them may turn out to be there, or a longer one than is there. */
    static boolean isOpen(Incoming text, int index, Collection<String> tags) {
        return tags.stream().anyMatch(tag -> text.reach(index, tag) == Reach.OPEN);
    }

    /** Whether the text has ended within one of them that began at an index. */
    static boolean isCutOff(Incoming text, int index, Collection<String> tags) {
        if (!text.isEnded() || index >= text.length()) {
            return false;
        }
        String rest = text.peek(index, Math.min(text.length(), index + 256));
        return tags.stream().anyMatch(tag -> tag.length() > rest.length() && tag.startsWith(rest));
    }
}
