package io.mullama.terminal;

import java.util.Collection;
import java.util.Optional;

/** What somebody probably meant who wrote something else. Stateless. */
public final class NearestMatch {
    private NearestMatch() {}

    /** The candidate that the fewest slips lead away from, if they are few for its length. */
    public static Optional<String> of(String written, Collection<String> candidates) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(written, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        int most = Math.max(1, Math.min(3, written.length() / 3));
        return least <= most ? Optional.ofNullable(best) : Optional.empty();
    }

    /** Characters to insert, delete, replace, or swap with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[] twoBack = new int[b.length() + 1];
        int[] back = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            back[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = back[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(back[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoBack[j - 2] + 1);
                }
            }
            twoBack = back;
            back = row;
        }
        return back[b.length()];
    }
}
