package io.mullama.chat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for the variables by which a template is told whether to think, and how much. Confined to one probe. */
final class SwitchSearch {
    /** Qwen's, DeepSeek's and Granite's, Cohere's. */
    private static final List<String> FLAGS = List.of("enable_thinking", "thinking", "reasoning");

    /** MiniMax's. */
    private static final String MODE = "thinking_mode";

    /** gpt-oss's, Muse's, Kimi's. */
    private static final List<String> EFFORTS = List.of("reasoning_effort", "reasoning_strength", "thinking_effort");

    /** Seed's, in tokens. */
    private static final String BUDGET = "thinking_budget";

    private static final Map<Thinking, Integer> BUDGETS =
            Map.of(Thinking.OFF, 0, Thinking.LOW, 1024, Thinking.MEDIUM, 4096, Thinking.HIGH, 16_384);

    /** What templates call no effort at all. */
    private static final List<String> NO_EFFORT = List.of("none", "no_think", "minimal");

    /** For each level the words for it, and for the nearest to it where the template refuses those. */
    private static final Map<Thinking, List<String>> EFFORT_WORDS = Map.of(
            Thinking.LOW, List.of("low", "minimal", "medium", "high"),
            Thinking.MEDIUM, List.of("medium", "high", "low"),
            Thinking.HIGH, List.of("high", "max", "medium"));

    /** No template knows it: one that prints it would print anything. */
    private static final String NONSENSE = "qzeffort";

    private static final Conversation QUESTION = new Conversation(List.of(Prober.user()));

    private final String source;
    private final Prober prober;
    private final List<String> names = new ArrayList<>();
    private final Map<Thinking, Map<String, Object>> variables = new EnumMap<>(Thinking.class);

    SwitchSearch(String source, Prober prober) {
        this.source = source;
        this.prober = prober;
        for (Thinking wish : Thinking.values()) {
            variables.put(wish, new HashMap<>());
        }
        FLAGS.forEach(name -> tryTwo(name, true, false));
        tryTwo(MODE, "enabled", "disabled");
        EFFORTS.forEach(this::tryEffort);
        tryBudget();
    }

    List<String> names() {
        return names;
    }

    Map<Thinking, Map<String, ?>> variables() {
        Map<Thinking, Map<String, ?>> all = new EnumMap<>(Thinking.class);
        variables.forEach((wish, values) -> all.put(wish, Map.copyOf(values)));
        return all;
    }

    private boolean names(String variable) {
        return source.contains(variable)
                && Pattern.compile("\\b" + variable + "\\b").matcher(source).find();
    }

    private void tryTwo(String name, Object on, Object off) {
        if (!names(name)) {
            return;
        }
        Optional<String> thinking = prober.text(QUESTION, Map.of(name, on));
        Optional<String> not = prober.text(QUESTION, Map.of(name, off));
        if (thinking.isEmpty() || not.isEmpty() || thinking.equals(not)) {
            return;
        }
        names.add(name);
        variables.forEach((wish, values) -> {
            if (wish != Thinking.UNSET) {
                values.put(name, wish.isWanted() ? on : off);
            }
        });
    }

    private void tryEffort(String name) {
        if (!names(name)) {
            return;
        }
        Efforts efforts = new Efforts(name, prompt(name, NONSENSE));
        Set<Optional<String>> prompts = Set.copyOf(List.of("low", "medium", "high", "none").stream()
                .map(word -> prompt(name, word))
                .distinct()
                .toList());
        if (prompts.size() == 1) {
            return;
        }
        boolean flagged = !names.isEmpty();
        names.add(name);
        EFFORT_WORDS.forEach((wish, words) ->
                efforts.firstAccepted(words).ifPresent(word -> value(wish).put(name, word)));
        Optional<String> off = efforts.off();
        off.ifPresent(word -> value(Thinking.OFF).put(name, word));
        if (flagged) {
            return;
        }
        Optional<String> unset = prober.text(QUESTION, Map.of());
        if (off.isEmpty()) {
            // It always thinks: as little as it can is nearest to what was asked for.
            efforts.firstAccepted(List.of("low"))
                    .ifPresent(word -> value(Thinking.OFF).put(name, word));
        } else if (unset.equals(prompt(name, off.get()))) {
            efforts.firstAccepted(List.of("medium", "high", "low"))
                    .ifPresent(word -> value(Thinking.ON).put(name, word));
        }
    }

    private void tryBudget() {
        if (!names(BUDGET)
                || prober.text(QUESTION, Map.of(BUDGET, 0)).equals(prober.text(QUESTION, Map.of(BUDGET, 4096)))) {
            return;
        }
        names.add(BUDGET);
        BUDGETS.forEach((wish, tokens) -> value(wish).put(BUDGET, tokens));
    }

    private Map<String, Object> value(Thinking wish) {
        return variables.computeIfAbsent(wish, absent -> new HashMap<>());
    }

    /** The prompt of a model that is to think, and so much. */
    private Optional<String> prompt(String name, String effort) {
        Map<String, Object> given = new HashMap<>(value(Thinking.ON));
        given.put(name, effort);
        return prober.text(QUESTION, given);
    }

    /** What a template makes of words for efforts, beside what it makes of nonsense. */
    private final class Efforts {
        private final String name;
        private final Optional<String> nonsense;

        Efforts(String name, Optional<String> nonsense) {
            this.name = name;
            this.nonsense = nonsense;
        }

        Optional<String> firstAccepted(List<String> words) {
            return words.stream().filter(word -> prompt(name, word).isPresent()).findFirst();
        }

        /** The word for no effort; empty where the template has none, or would take any. */
        Optional<String> off() {
            if (nonsense.isPresent() && nonsense.get().contains(NONSENSE)) {
                return Optional.empty();
            }
            return NO_EFFORT.stream()
                    .filter(word -> prompt(name, word).isPresent()
                            && !prompt(name, word).equals(nonsense))
                    .findFirst();
        }
    }
}
