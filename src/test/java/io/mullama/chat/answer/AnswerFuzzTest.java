package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are put together at random are read to their end, and alike however they are cut. */
final class AnswerFuzzTest {
    private static final int ANSWERS = 400;
    private static final List<ToolDefinition> TOOLS = Tools.named("add", "sub");
    private static final List<String> TEXTS = List.of(
            "a",
            " ",
            "\n",
            "`",
            "```\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            ";",
            "\"",
            "\\",
            ":",
            "null",
            "1",
            "(",
            ")",
            "=",
            "add",
            "{\"name\":\"add\",",
            "\"arguments\":{}",
            "{\"name\":\"add\",\"arguments\":{\"a\":\"}\"}}",
            "to=functions.add",
            "add.call(a=1)",
            "<|message|>",
            "<|",
            "<",
            "x".repeat(450));

    private final long seed = Long.getLong("mullama.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @Timeout(120)
    void everyAnswerIsReadAlikeHoweverItIsCut() {
        for (ToolFormat tools : ToolFormats.KNOWN) {
            for (int i = 0; i < ANSWERS; i++) {
                ThinkingFormat thinking = ThinkingFormats.KNOWN.get(random.nextInt(ThinkingFormats.KNOWN.size()));
                AnswerSyntax syntax = new AnswerSyntax(thinking, random.nextBoolean(), tools, TOOLS);
                String answer = answer(thinking, tools);
                List<String> whole = Readings.read(syntax, List.of(answer));
                assertThat(Readings.read(syntax, characters(answer)))
                        .as("seed %d, %s, %s: %s", seed, thinking.name(), tools.name(), answer)
                        .isEqualTo(whole);
            }
        }
    }

    private String answer(ThinkingFormat thinking, ToolFormat tools) {
        List<String> texts = new ArrayList<>(TEXTS);
        for (int i = 0; i < 3; i++) {
            texts.addAll(List.of(thinking.open(), thinking.close()));
            texts.addAll(thinking.content().opens());
            texts.addAll(thinking.content().closes());
            texts.addAll(tools.markers());
            tools.texts().stream().filter(text -> !text.isEmpty()).forEach(texts::add);
        }
        StringBuilder answer = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            answer.append(texts.get(random.nextInt(texts.size())));
        }
        return answer.toString();
    }

    private static List<String> characters(String answer) {
        return answer.chars().mapToObj(Character::toString).toList();
    }
}
