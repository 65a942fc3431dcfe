package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatTranscript;
import java.util.ArrayList;
import java.util.List;

/** Writes a conversation as Markdown. Stateless. */
public final class ChatMarkdown {
    private ChatMarkdown() {}

    /** A heading for each who speaks, and what they say as they said it; thoughts as quotations. */
    public static String of(ChatTranscript chat) {
        return String.join("\n", sections(chat));
    }

    /** The same in parts, each of them Markdown of its own: a code block that one leaves open ends with it. */
    static List<String> sections(ChatTranscript chat) {
        List<String> sections = new ArrayList<>();
        sections.add("# " + chat.title() + "\n\nModel: `" + chat.setup().model().replace("`", "") + "`\n");
        String system = chat.setup().system();
        if (system != null) {
            sections.add(section("system", system));
        }
        for (ChatMessage message : chat.messages()) {
            String thinking = message.thinking();
            String thought = thinking == null || thinking.isBlank() ? "" : quoted(thinking) + "\n";
            sections.add(section(message.role(), thought + message.content()));
        }
        return sections;
    }

    private static String section(String role, String body) {
        String name = Character.toUpperCase(role.charAt(0)) + role.substring(1);
        return "## " + name + "\n\n" + body.strip() + "\n";
    }

    private static String quoted(String text) {
        StringBuilder quotation = new StringBuilder();
        text.strip().lines().forEach(line -> quotation.append("> ").append(line).append('\n'));
        return quotation.toString();
    }
}
