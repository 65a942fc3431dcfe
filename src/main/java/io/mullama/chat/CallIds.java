package io.mullama.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which result answers which call, where clients do not say. Confined to one conversation. */
final class CallIds {
    /** Not answered yet, by id, in the order of the calls. */
    private final Map<String, ToolCall> open = new LinkedHashMap<>();

    /** By tool; some of them may have been answered. */
    private final Map<String, Deque<ToolCall>> byTool = new HashMap<>();

    private int number;

    private CallIds() {}

    /** The messages with an id for each call, and for each result the id and the tool of the call that it answers. */
    static List<Message> given(List<Message> messages) {
        CallIds ids = new CallIds();
        return messages.stream().map(ids::identified).toList();
    }

    private Message identified(Message message) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolCall call : message.toolCalls()) {
            number++;
            String id = call.id().isEmpty() ? String.format("call%05d", number) : call.id();
            ToolCall identified = new ToolCall(id, call.name(), call.arguments());
            calls.add(identified);
            open.put(id, identified);
            byTool.computeIfAbsent(call.name(), absent -> new ArrayDeque<>()).add(identified);
        }
        return new Message(
                message.role(),
                message.content(),
                message.thinking(),
                calls,
                ToolTurns.isResult(message) ? answered(message.answers()) : message.answers());
    }

    private Message.AnsweredCall answered(Message.AnsweredCall given) {
        ToolCall call = call(given);
        if (call == null) {
            return given;
        }
        open.remove(call.id());
        return new Message.AnsweredCall(given.tool().isEmpty() ? call.name() : given.tool(), call.id());
    }

    private @Nullable ToolCall call(Message.AnsweredCall given) {
        if (!given.callId().isEmpty()) {
            return open.get(given.callId());
        }
        if (given.tool().isEmpty()) {
            return open.isEmpty() ? null : open.values().iterator().next();
        }
        Deque<ToolCall> calls = byTool.getOrDefault(given.tool(), new ArrayDeque<>());
        ToolCall call = calls.poll();
        while (call != null && !call.equals(open.get(call.id()))) {
            call = calls.poll();
        }
        return call;
    }
}
