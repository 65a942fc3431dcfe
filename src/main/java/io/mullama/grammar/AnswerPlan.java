package io.mullama.grammar;

import java.util.List;

/**
 * What an answer goes through, from one stage to the next; it begins with the first. Immutable.
 *
 * @param visible texts of control tokens, {@code <|channel|>}: where the vocabulary has one of them as a single token
 *     that stands for no text, it stands for this text in this answer, in its pieces as for markers and rules. One that
 *     ends an answer ends it all the same
 */
public record AnswerPlan(List<Stage> stages, List<String> visible) {
    /** The most stages. */
    public static final int MOST_STAGES = 64;

    /** The most markers of all stages together, and the most visible texts. */
    public static final int MOST_MARKERS = 64;

    /** The longest marker or visible text, in characters. */
    public static final int LONGEST_MARKER = 128;

    /** Any text. */
    public static final AnswerPlan FREE = new AnswerPlan(List.of(Stage.FREE), List.of());

    /** Checks the bounds, and that every stage that is named is there. */
    public AnswerPlan {
        stages = List.copyOf(stages);
        visible = List.copyOf(visible);
        requireCount("stages", stages.size(), 1, MOST_STAGES);
        requireCount(
                "markers",
                stages.stream().mapToInt(stage -> stage.exits().size()).sum(),
                0,
                MOST_MARKERS);
        requireCount("visible texts", visible.size(), 0, MOST_MARKERS);
        visible.forEach(text -> requireLength("a visible text", text, LONGEST_MARKER));
        for (Stage stage : stages) {
            if (stage.next() != Stage.END) {
                requireStage(stage.next(), stages.size());
            }
            for (Stage.Exit exit : stage.exits()) {
                requireStage(exit.stage(), stages.size());
            }
        }
    }

    /** A whole answer by rules. */
    public static AnswerPlan following(Stage.Rules rules) {
        return new AnswerPlan(List.of(Stage.following(rules, Stage.END)), List.of());
    }

    static void requireLength(String what, String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            throw new IllegalArgumentException(
                    "%s has %d characters, and may have 1 to %d".formatted(what, text.length(), most));
        }
    }

    private static void requireCount(String what, int count, int least, int most) {
        if (count < least || count > most) {
            throw new IllegalArgumentException(
                    "a plan has %d %s, and may have %d to %d".formatted(count, what, least, most));
        }
    }

    private static void requireStage(int stage, int count) {
        if (stage < 0 || stage >= count) {
            throw new IllegalArgumentException("there is no stage " + stage + " among " + count);
        }
    }
}
