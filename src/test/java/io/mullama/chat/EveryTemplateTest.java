package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One list of messages fits every template: none refuses it, and nothing of it is lost. */
final class EveryTemplateTest {
    private static final Pattern NEEDLE = Pattern.compile("needle\\w+");

    @TestFactory
    List<DynamicTest> everyConversationReachesEveryModelInWhole() {
        Map<String, String> sources = new TreeMap<>(GoldenTemplates.sources());
        TemplateFamily.all().forEach(family -> sources.put("family " + family.id(), family.source()));
        sources.putAll(OllamaTemplates.SOURCES);
        return sources.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(lost(entry.getKey(), entry.getValue())).isEmpty()))
                .toList();
    }

    private static List<String> lost(String name, String source) {
        ChatTemplate template = ChatTemplate.of(name, Optional.of(source), GoldenTemplates.CLOCK);
        List<String> lost = new ArrayList<>();
        Conversations.all().forEach((about, conversation) -> {
            try {
                StringBuilder prompt = new StringBuilder();
                template.render(conversation, GoldenTemplates.TOKENS).forEach(part -> prompt.append(part.text()));
                Matcher needle = NEEDLE.matcher(conversation.toString());
                while (needle.find()) {
                    if (prompt.indexOf(needle.group()) < 0) {
                        lost.add(about + ": " + needle.group());
                    }
                }
            } catch (MullamaException e) {
                lost.add(about + ": " + e.getMessage());
            }
        });
        return lost;
    }
}
