package io.mullama.chat.answer;

import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes gpt-oss's messages to functions in a grammar. For one grammar; not thread-safe. */
final class HarmonyCallRules {
    private static final String RECIPIENT = " to=functions.";

    /** Each tool has two markers, and an answer's plan has room for sixty-four. */
    private static final int MOST_MARKED_TOOLS = 24;

    private final CallGrammar grammar;

    HarmonyCallRules(CallGrammar grammar) {
        this.grammar = grammar;
    }

    /** The message ends with a token that ends the answer; so there is one call. */
    CallRules rules() {
        List<CallRules.Trigger> triggers = new ArrayList<>();
        grammar.tools().forEach(tool -> {
            String body = body(grammar.arguments(tool));
            String rest = grammar.builder().rule("call-" + tool.name(), body);
            // The tool is named before the channel or in it.
            triggers.add(new CallRules.Trigger(RECIPIENT + tool.name() + "<|channel|>commentary", rest));
            triggers.add(new CallRules.Trigger("<|channel|>commentary" + RECIPIENT + tool.name(), rest));
        });
        String named = grammar.tools().stream()
                .map(tool -> literal(tool.name()) + " " + body(grammar.arguments(tool)))
                .collect(Collectors.joining(" | "));
        String calls = "\"<|start|>assistant\"? " + literal("<|channel|>commentary" + RECIPIENT) + " (" + named + ")";
        return new CallRules(grammar.tools().size() > MOST_MARKED_TOOLS ? List.of() : triggers, calls);
    }

    private static String body(String arguments) {
        return "(\" \"? \"<|constrain|>json\" | \" json\")? \"<|message|>\" " + arguments;
    }

    private static String literal(String text) {
        return GrammarBuilder.literal(text);
    }
}
