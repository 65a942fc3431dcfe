package io.mullama.chat.answer;

import io.mullama.grammar.schema.GrammarBuilder;
import java.util.List;
import java.util.stream.Collectors;

/** Describes gpt-oss's messages to functions in a grammar. For one grammar; not thread-safe. */
final class HarmonyCallRules {
    private static final String RECIPIENT = " to=functions.";
    private static final String CHANNEL = "<|channel|>commentary";

    private final CallGrammar grammar;

    HarmonyCallRules(CallGrammar grammar) {
        this.grammar = grammar;
    }

    /**
     * The message ends with a token that ends the answer; so there is one call. The tool is named before the channel or
     * in it.
     */
    CallRules rules() {
        String header = "(" + literal(CHANNEL) + ")? (\" \"? \"<|constrain|>json\" | \" json\")?";
        String named = grammar.tools().stream()
                .map(tool -> literal(tool.name()) + " " + header + " \"<|message|>\" " + grammar.arguments(tool))
                .collect(Collectors.joining(" | "));
        String rest = grammar.builder().rule("call-rest", named);
        String calls = "\"<|start|>assistant\"? (" + literal(CHANNEL) + ")? " + literal(RECIPIENT) + " " + rest;
        List<CallRules.Trigger> triggers = List.of(
                new CallRules.Trigger("<|start|>assistant" + RECIPIENT, rest),
                new CallRules.Trigger(CHANNEL + RECIPIENT, rest),
                new CallRules.Trigger(RECIPIENT.strip(), rest, true));
        return new CallRules(triggers, calls);
    }

    private static String literal(String text) {
        return GrammarBuilder.literal(text);
    }
}
