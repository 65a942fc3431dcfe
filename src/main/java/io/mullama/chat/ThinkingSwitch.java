package io.mullama.chat;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a template is told whether to think: by variables that change its prompt, or by a word in the system message.
 * Immutable.
 *
 * @param names of the variables that change something
 * @param variables for each wish but {@link Thinking#UNSET}, which has none
 * @param words for the system message, where variables change nothing
 * @param prober of the same template
 */
record ThinkingSwitch(
        List<String> names, Map<Thinking, Map<String, ?>> variables, Map<Thinking, String> words, Prober prober) {

    /** What the system message says to models that look for it there; Nemotron, and earlier ones of others. */
    private static final String OFF_WORD = "/no_think";

    private static final String ON_WORD = "/think";

    /** What is tried depends on the source: a variable that it does not name changes nothing. */
    static ThinkingSwitch of(String source, Prober prober) {
        SwitchSearch search = new SwitchSearch(source, prober);
        Map<Thinking, Map<String, ?>> variables = search.variables();
        boolean spoken = search.names().isEmpty()
                && source.contains(OFF_WORD)
                && !prober.text(Message.system(OFF_WORD), Prober.user())
                        .equals(prober.text(Message.system(ON_WORD), Prober.user()));
        return new ThinkingSwitch(List.copyOf(search.names()), variables, spoken ? systemWords() : Map.of(), prober);
    }

    private static Map<Thinking, String> systemWords() {
        Map<Thinking, String> words = new EnumMap<>(Thinking.class);
        for (Thinking wish : Thinking.values()) {
            if (wish != Thinking.UNSET) {
                words.put(wish, wish.isWanted() ? ON_WORD : OFF_WORD);
            }
        }
        return words;
    }

    /** The variables of a wish. */
    Map<String, ?> variablesOf(Thinking wish) {
        return variables.getOrDefault(wish, Map.of());
    }

    /** What the system message has to say. */
    Optional<String> word(Thinking wish) {
        return Optional.ofNullable(words.get(wish));
    }

    /** The prompt of one question, for each wish. */
    Map<Thinking, String> prompts() {
        Map<Thinking, String> prompts = new EnumMap<>(Thinking.class);
        for (Thinking wish : Thinking.values()) {
            prompts.put(wish, prompt(wish, true));
        }
        return prompts;
    }

    /** Whether the model is asked in the same way when nothing is wished for as when thoughts are. */
    boolean isUsual() {
        return prompt(Thinking.UNSET, true).equals(prompt(Thinking.ON, true));
    }

    /** The levels that have prompts of their own; a medium one only if it is neither of its neighbours. */
    static Set<Thinking> levels(Map<Thinking, String> prompts) {
        Set<String> outer =
                new HashSet<>(List.of(prompts.getOrDefault(Thinking.LOW, ""), prompts.getOrDefault(Thinking.HIGH, "")));
        if (outer.size() == 1) {
            return Set.of();
        }
        return outer.contains(prompts.getOrDefault(Thinking.MEDIUM, ""))
                ? Set.of(Thinking.LOW, Thinking.HIGH)
                : Set.of(Thinking.LOW, Thinking.MEDIUM, Thinking.HIGH);
    }

    /** What prompts end with, for each wish. */
    Map<Thinking, String> openings(Map<Thinking, String> prompts) {
        Map<Thinking, String> openings = new EnumMap<>(Thinking.class);
        prompts.forEach((wish, whole) -> {
            int from = difference(whole, prompt(wish, false));
            if (from == whole.length()) {
                // The template does not ask whether there is to be an answer.
                int user = whole.lastIndexOf(Prober.USER);
                from = user < 0 ? from : user + Prober.USER.length();
            }
            openings.put(wish, whole.substring(from));
        });
        return openings;
    }

    /** Where a text goes on that another ends before, or goes on differently: then from the tag that is different. */
    private static int difference(String whole, String other) {
        int at = 0;
        while (at < whole.length() && at < other.length() && whole.charAt(at) == other.charAt(at)) {
            at++;
        }
        int tag = at == other.length() ? -1 : whole.lastIndexOf('<', at - 1);
        return tag >= 0 && whole.indexOf('>', tag) >= at ? tag : at;
    }

    private String prompt(Thinking wish, boolean generation) {
        List<Message> messages = word(wish).isPresent()
                ? List.of(Message.system(word(wish).get()), Prober.user())
                : List.of(Prober.user());
        Conversation conversation = new Conversation(messages, List.of(), ToolChoice.AUTO, wish);
        return prober.text(conversation, prober.asking().with(variablesOf(wish)).asking(generation))
                .orElse("");
    }
}
