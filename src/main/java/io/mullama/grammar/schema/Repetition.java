package io.mullama.grammar.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Something so many times, in a grammar that stays small: {@code x{1000000}} becomes hundreds of hundreds of hundreds.
 * For one grammar; not thread-safe.
 */
final class Repetition {
    private static final int BLOCK = 100;

    private final GrammarBuilder builder;

    /** The item, a hundred of them, a hundred of those. */
    private final List<String> blocks = new ArrayList<>();

    /** The item is the name of a rule. */
    Repetition(GrammarBuilder builder, String item) {
        this.builder = builder;
        blocks.add(item);
    }

    /** An expression; {@link Shape#UNBOUNDED} for no most. */
    String times(int least, int most) {
        List<String> parts = new ArrayList<>();
        if (most == Shape.UNBOUNDED) {
            addExactly(least, parts);
            parts.add(blocks.get(0) + "*");
        } else if (most <= BLOCK) {
            parts.add(blocks.get(0) + "{" + least + "," + most + "}");
        } else {
            addExactly(least, parts);
            parts.add(upTo(most - least));
        }
        return String.join(" ", parts);
    }

    private void addExactly(int count, List<String> parts) {
        int level = 0;
        for (int rest = count; rest > 0; rest /= BLOCK) {
            if (rest % BLOCK > 0) {
                parts.add(block(level) + "{" + rest % BLOCK + "}");
            }
            level++;
        }
    }

    /** A rule for so many to the power of the level. */
    private String block(int level) {
        while (blocks.size() <= level) {
            String smaller = blocks.get(blocks.size() - 1);
            blocks.add(builder.rule(blocks.get(0) + "-block", smaller + "{" + BLOCK + "}"));
        }
        return blocks.get(level);
    }

    /**
     * With n = d·100^k + r: less than d blocks and less than a block, or d blocks and up to r. So every count has one
     * way of being read.
     */
    private String upTo(int most) {
        if (most <= BLOCK) {
            return blocks.get(0) + "{0," + most + "}";
        }
        int level = 0;
        int size = 1;
        while (most / BLOCK >= size) {
            size *= BLOCK;
            level++;
        }
        String fewer = block(level) + "{0," + (most / size - 1) + "} " + lessThanBlock(level);
        String all = block(level) + "{" + most / size + "} " + upTo(most % size);
        return "(" + fewer + " | " + all + ")";
    }

    private String lessThanBlock(int level) {
        String smaller = block(level - 1) + "{0," + (BLOCK - 1) + "}";
        return level == 1 ? smaller : builder.rule(blocks.get(0) + "-some", smaller + " " + lessThanBlock(level - 1));
    }
}
