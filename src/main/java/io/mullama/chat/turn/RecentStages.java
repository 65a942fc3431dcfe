package io.mullama.chat.turn;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.ToolFormat;
import io.mullama.grammar.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the stages that were made lately: a program asks with the same tools and schemas again and again. Thread-safe. */
final class RecentStages {
    private static final int MOST = 16;

    /**
     * What stages are made of.
     *
     * @param place where in the plan they are, and what stands around them
     */
    record Wish(
            @Nullable ToolFormat format, List<ToolDefinition> tools, TextRules text, boolean parallel, String place) {}

    /**
     * Stages, and what they do not hold to.
     *
     * @param notes for people
     */
    record Made(List<Stage> stages, List<String> notes) {}

    /** The one that was used longest ago comes first. */
    private final Map<Wish, Made> known = new LinkedHashMap<>(16, 0.75f, true);

    /** What a wish becomes, made unless it is there. */
    Made of(Wish wish, Supplier<Made> maker) {
        synchronized (known) {
            Made made = known.get(wish);
            if (made != null) {
                return made;
            }
        }
        Made made = maker.get();
        synchronized (known) {
            known.put(wish, made);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return made;
    }
}
