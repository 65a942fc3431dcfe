package io.mullama.chat.answer;

import io.mullama.chat.Message;
import io.mullama.chat.Message.AnsweredCall;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renders a turn of the assistant in conversations, to see how a template writes it. Immutable. */
record ProbeTurn(Renderer renderer, List<ToolDefinition> tools) {
    private static final Message QUESTION = Message.user("probe question");

    /** What the template makes of a turn: the text of it and of all behind it; empty where it refuses it. */
    Set<String> texts(Message turn) {
        Set<String> texts = new LinkedHashSet<>();
        Optional<String> before = renderer.render(List.of(QUESTION), tools, Thinking.UNSET, true);
        Optional<String> history = renderer.render(List.of(QUESTION), tools, Thinking.UNSET, false);
        for (List<Message> conversation : conversations(turn)) {
            boolean last = conversation.size() == 2;
            for (Thinking thinking : List.of(Thinking.UNSET, Thinking.ON)) {
                renderer.render(conversation, tools, thinking, !last).ifPresent(all -> {
                    before.ifPresent(prompt -> texts.add(behind(prompt, all)));
                    history.ifPresent(prompt -> texts.add(behind(prompt, all)));
                });
            }
        }
        return texts;
    }

    /** Some templates refuse an answer at the end, some keep calls or thoughts only before a tool's message. */
    private static List<List<Message>> conversations(Message turn) {
        List<List<Message>> conversations = new ArrayList<>();
        conversations.add(List.of(QUESTION, turn));
        if (turn.toolCalls().isEmpty()) {
            conversations.add(List.of(QUESTION, turn, Message.user("probe")));
        } else {
            AnsweredCall call = new AnsweredCall(
                    turn.toolCalls().get(0).name(), turn.toolCalls().get(0).id());
            conversations.add(List.of(QUESTION, turn, new Message("tool", "probe result", null, List.of(), call)));
        }
        return conversations;
    }

    /** The text behind a prompt, or behind what it shares with the prompt but for a tag that is shared in part. */
    private static String behind(String prompt, String all) {
        int shared = 0;
        while (shared < Math.min(prompt.length(), all.length()) && prompt.charAt(shared) == all.charAt(shared)) {
            shared++;
        }
        if (shared < prompt.length()) {
            String common = all.substring(0, shared);
            int angle = common.lastIndexOf('<');
            int square = common.lastIndexOf('[');
            shared = angle > common.lastIndexOf('>') ? angle : square > common.lastIndexOf(']') ? square : shared;
        }
        return all.substring(shared);
    }
}
