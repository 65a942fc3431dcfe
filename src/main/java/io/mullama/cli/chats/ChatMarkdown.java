package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import java.util.List;

/** Writes a conversation as Markdown. Stateless. */
public final class ChatMarkdown {
    private ChatMarkdown() {}

    /** A heading for each who speaks, and what they say as they said it; thoughts as quotations. */
    public static String of(String title, ChatSetup setup, List<ChatMessage> messages) {
        StringBuilder text = new StringBuilder("# ").append(title).append("\n\nModel: `");
        text.append(setup.model().replace("`", "")).append("`\n");
        if (setup.system() != null) {
            section(text, "System", setup.system());
        }
        for (ChatMessage message : messages) {
            String thinking = message.thinking();
            String thought = thinking == null || thinking.isBlank() ? "" : quoted(thinking) + "\n\n";
            section(text, name(message.role()), thought + message.content());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        text.append("\n## ").append(heading).append("\n\n").append(body.strip()).append('\n');
    }

    private static String quoted(String text) {
        StringBuilder quotation = new StringBuilder();
        text.strip().lines().forEach(line -> quotation.append("> ").append(line).append('\n'));
        return quotation.toString().stripTrailing();
    }

    private static String name(String role) {
        return role.isEmpty() ? role : Character.toUpperCase(role.charAt(0)) + role.substring(1);
    }
}
