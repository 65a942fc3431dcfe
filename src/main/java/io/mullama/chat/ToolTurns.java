package io.mullama.chat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts calls of tools, and what came of them, into the order that a template words. Stateless. */
final class ToolTurns {
    private static final Pattern SHORT_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    private ToolTurns() {}

    static boolean hasCalls(List<Message> messages) {
        return messages.stream().anyMatch(message -> !message.toolCalls().isEmpty());
    }

    static boolean hasResults(List<Message> messages) {
        return messages.stream().anyMatch(ToolTurns::isResult);
    }

    static boolean hasLooseResults(List<Message> messages) {
        Set<String> calls = new HashSet<>();
        return messages.stream().anyMatch(message -> isLoose(message, calls));
    }

    /** Whether a message is the result of no call; asked of each message in order. */
    static boolean isLoose(Message message, Set<String> calls) {
        message.toolCalls().forEach(call -> calls.add(call.id()));
        return isResult(message) && !calls.contains(message.answers().callId());
    }

    static boolean isResult(Message message) {
        return message.role().equals("tool");
    }

    /** The messages with ids of nine letters and digits; an id becomes the same one wherever it stands. */
    static List<Message> withShortIds(List<Message> messages) {
        UnaryOperator<String> shorter = id -> SHORT_ID.matcher(id).matches() ? id : shortId(id);
        return messages.stream()
                .map(message -> new Message(
                        message.role(),
                        message.content(),
                        message.thinking(),
                        message.toolCalls().stream()
                                .map(call -> new ToolCall(shorter.apply(call.id()), call.name(), call.arguments()))
                                .toList(),
                        isResult(message)
                                ? new Message.AnsweredCall(
                                        message.answers().tool(),
                                        shorter.apply(message.answers().callId()))
                                : message.answers()))
                .toList();
    }

    private static String shortId(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(36).substring(0, 9);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The messages with one call in each, and behind it what came of it. */
    static List<Message> apart(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        for (int at = 0; at < messages.size(); at++) {
            Message message = messages.get(at);
            if (message.toolCalls().size() < 2) {
                all.add(message);
                continue;
            }
            int end = at + 1;
            while (end < messages.size() && isResult(messages.get(end))) {
                end++;
            }
            all.addAll(apart(message, messages.subList(at + 1, end)));
            at = end - 1;
        }
        return all;
    }

    private static List<Message> apart(Message message, List<Message> results) {
        List<Message> all = new ArrayList<>();
        Map<String, List<Message>> left = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.answers().callId(), LinkedHashMap::new, Collectors.toList()));
        for (ToolCall call : message.toolCalls()) {
            boolean first = all.isEmpty();
            all.add(new Message(
                    message.role(),
                    first ? message.content() : "",
                    first ? message.thinking() : null,
                    List.of(call),
                    message.answers()));
            List<Message> answers = left.remove(call.id());
            all.addAll(answers == null ? List.of() : answers);
        }
        left.values().forEach(all::addAll);
        return all;
    }

    /** The messages with what was said beside calls said before them. */
    static List<Message> withContentBefore(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        for (Message message : messages) {
            if (isBoth(message)) {
                all.add(new Message(message.role(), message.content()));
            }
            all.add(isBoth(message) ? message.withContent("") : message);
        }
        return all;
    }

    /**
     * The messages with what was said beside calls said in the answer that follows them, or before the first call where
     * none does: users and assistants take turns still.
     */
    static List<Message> withContentInAnswer(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        StringJoiner said = new StringJoiner("\n\n");
        int first = -1;
        for (Message message : messages) {
            boolean call = !message.toolCalls().isEmpty();
            if (isBoth(message)) {
                said.add(message.content());
                first = first < 0 ? all.size() : first;
            } else if (!call && !isResult(message) && first >= 0) {
                boolean answer = message.role().equals("assistant");
                if (!answer) {
                    all.add(first, Message.assistant(said.toString()));
                }
                String before = answer ? said.toString() + "\n\n" : "";
                all.add(message.withContent(before + message.content()));
                said = new StringJoiner("\n\n");
                first = -1;
                continue;
            }
            all.add(call ? message.withContent("") : message);
        }
        if (first >= 0) {
            all.add(first, Message.assistant(said.toString()));
        }
        return all;
    }

    private static boolean isBoth(Message message) {
        return !message.toolCalls().isEmpty() && !message.content().isEmpty();
    }
}
