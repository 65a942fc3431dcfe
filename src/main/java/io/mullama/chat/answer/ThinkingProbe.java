package io.mullama.chat.answer;

import io.mullama.chat.Message;
import io.mullama.chat.Message.AnsweredCall;
import io.mullama.chat.Thinking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out how a model marks its thoughts: by what its template writes around one, by how its prompts end, by what its
 * source says, and by the vocabulary, in this order. Immutable.
 */
record ThinkingProbe(Renderer renderer) {
    private static final String THOUGHT = "probe thought";

    /** What ends messages of other formats, too. */
    private static final Set<String> COMMON = Set.of("<|end|>");

    Optional<ThinkingFormat> find(String source, Predicate<String> isToken) {
        Set<String> turns = turns();
        Set<String> ends = prompts();
        return first(format -> turns.stream().anyMatch(turn -> isAround(format, turn)))
                .or(() -> first(
                        format -> ends.stream().anyMatch(end -> endsIn(format, end)) && hasContentTags(format, source)))
                .or(() -> first(format -> isNamed(format, source)))
                .or(() -> first(format -> isToken.test(format.open())
                        && isToken.test(format.close())
                        && format.content().opens().isEmpty()));
    }

    private static Optional<ThinkingFormat> first(Predicate<ThinkingFormat> test) {
        return ThinkingFormats.KNOWN.stream().filter(test).findFirst();
    }

    private Set<String> turns() {
        ProbeTurn probe = new ProbeTurn(renderer, List.of());
        Message answer = new Message("assistant", "probe answer", THOUGHT, List.of(), AnsweredCall.NONE);
        return new LinkedHashSet<>(probe.texts(answer));
    }

    private Set<String> prompts() {
        Set<String> prompts = new LinkedHashSet<>();
        for (Thinking thinking : List.of(Thinking.UNSET, Thinking.ON, Thinking.OFF, Thinking.HIGH)) {
            renderer.render(List.of(Message.user("probe")), List.of(), thinking, true)
                    .ifPresent(prompts::add);
        }
        return prompts;
    }

    private static boolean isAround(ThinkingFormat format, String turn) {
        int thought = turn.indexOf(THOUGHT);
        if (thought < 0 || !turn.substring(0, thought).stripTrailing().endsWith(format.open())) {
            return false;
        }
        String behind = turn.substring(thought + THOUGHT.length()).stripLeading();
        if (!behind.startsWith(format.close())) {
            return false;
        }
        String content = behind.substring(format.close().length()).stripLeading();
        return format.content().opens().isEmpty()
                || format.content().opens().stream().anyMatch(content::startsWith);
    }

    private static boolean endsIn(ThinkingFormat format, String prompt) {
        Opening opening = Opening.of(format, prompt);
        return opening == Opening.OPEN || (opening == Opening.CLOSED && !COMMON.contains(format.close()));
    }

    private static boolean isNamed(ThinkingFormat format, String source) {
        boolean known = source.contains(format.open()) || !COMMON.contains(format.close());
        return known && source.contains(format.close()) && hasContentTags(format, source);
    }

    /** Formats that share the thought's tags are told apart by what is around the content. */
    private static boolean hasContentTags(ThinkingFormat format, String source) {
        ContentTags tags = format.content();
        return tags.opens().isEmpty()
                || ControlTexts.matches(format.open())
                || (source.contains(tags.opens().get(0))
                        && source.contains(tags.closes().get(0)));
    }
}
