package io.mullama.chat.answer;

import java.util.List;

/** Calls as gpt-oss makes them: messages to functions. Immutable. */
record HarmonyToolFormat(String name) implements ToolFormat {
    static final HarmonyToolFormat FORMAT = new HarmonyToolFormat("harmony");

    @Override
    public List<String> markers() {
        return List.of("<|start|>", "<|channel|>");
    }

    @Override
    public Section calls(CallPlace place) {
        return new HarmonySection(false, true);
    }

    @Override
    public CallRules rules(CallGrammar grammar) {
        return new HarmonyCallRules(grammar).rules();
    }

    @Override
    public List<String> texts() {
        return List.of("<|message|>", "<|constrain|>", "<|end|>");
    }
}
