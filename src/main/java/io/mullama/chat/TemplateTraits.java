package io.mullama.chat;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a chat template can word, found out by rendering probes. Immutable.
 *
 * @param contentParts whether it reads content as a list of parts alone
 */
public record TemplateTraits(boolean contentParts, Roles roles, Tools tools, Thoughts thoughts) {

    /** What becomes of a system message at the beginning. */
    public enum SystemRole {
        SHOWN,
        /** The template raises an error. */
        REFUSED,
        /** The template leaves it out. */
        DROPPED
    }

    /** How the arguments of a tool call are passed. */
    public enum Arguments {
        /** As a mapping; as a string where they are no JSON. */
        OBJECT,
        /** As a mapping, always. */
        OBJECT_ALONE,
        /** As a string of JSON. */
        STRING
    }

    /**
     * Who may speak, and when.
     *
     * @param developer whether it knows developers as such
     * @param severalSystems whether a system message may follow another
     * @param laterSystem whether a system message may stand behind others
     * @param alternating whether users and assistants must take turns, a user first
     * @param lastAssistant whether a conversation may end with an assistant's message
     */
    public record Roles(
            SystemRole system,
            boolean developer,
            boolean severalSystems,
            boolean laterSystem,
            boolean alternating,
            boolean lastAssistant) {}

    /**
     * What becomes of tools.
     *
     * @param definitions whether they are shown to the model
     * @param calls whether an assistant's calls are shown
     * @param results whether what a tool returned is shown
     * @param looseResults whether it is shown where no call goes before
     * @param parallel whether one message may have several calls
     * @param besideContent whether a message may have calls and content
     * @param system whether the system message is still shown where a tool spoke last
     * @param shortIds whether ids must be of nine letters and digits
     */
    public record Tools(
            boolean definitions,
            boolean calls,
            boolean results,
            boolean looseResults,
            boolean parallel,
            boolean besideContent,
            boolean system,
            boolean shortIds,
            Arguments arguments) {
        /** Whether calls are worded by the template; as text, in {@code <tool_call>}, otherwise. */
        public boolean worded() {
            return definitions && calls;
        }
    }

    /**
     * What becomes of thoughts.
     *
     * @param switches variables of the template that say whether to think, in the order in which they were tried
     * @param switchable whether the prompt differs between thinking and not thinking
     * @param levels of those that can be asked for, the ones with prompts of their own
     * @param keptEarlier whether thoughts of earlier turns are shown
     * @param keptInTurn whether thoughts since the user spoke last are shown, as between calls of tools
     * @param openings what a prompt ends with, from the beginning of the answer on
     */
    public record Thoughts(
            List<String> switches,
            boolean switchable,
            Set<Thinking> levels,
            boolean keptEarlier,
            boolean keptInTurn,
            Map<Thinking, String> openings) {
        public Thoughts {
            switches = List.copyOf(switches);
            levels = Set.copyOf(levels);
            openings = Map.copyOf(openings);
        }
    }
}
