package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.SavedLine;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Theme;
import io.mullama.terminal.markdown.SafeText;
import java.time.Instant;
import java.util.List;

/** Reminds somebody who goes on with a conversation of where it stopped. Stateless. */
public final class LastTurn {
    private static final String PROMPT = ">>> ";
    private static final String MORE = "...";

    /** Of a question the beginning says what it was about, of an answer the end. */
    private static final int QUESTION_LINES = 5;

    private static final int ANSWER_LINES = 15;

    private LastTurn() {}

    /** The last question and its answer, dimmed; lines, each ended by a newline. */
    public static String text(ChatRecorder chat, Instant now, Theme theme) {
        List<SavedLine.Turn> turns = chat.turns();
        if (turns.isEmpty()) {
            return "";
        }
        SavedLine.Turn last = turns.get(turns.size() - 1);
        StringBuilder text = new StringBuilder();
        chat.id().ifPresent(id -> line(text, theme, id + ", " + HumanTime.relative(now, last.time())));
        for (ChatMessage message : last.messages()) {
            if (message.role().equals("user")) {
                question(text, theme, lines(last.question()));
            } else if (message.role().equals("assistant")) {
                answer(text, theme, lines(message.content()));
            }
        }
        return text.toString();
    }

    private static void question(StringBuilder text, Theme theme, List<String> lines) {
        String begin = PROMPT;
        for (String line : lines.subList(0, Math.min(lines.size(), QUESTION_LINES))) {
            line(text, theme, begin + line);
            begin = MORE + " ";
        }
        if (lines.size() > QUESTION_LINES) {
            line(text, theme, MORE);
        }
    }

    private static void answer(StringBuilder text, Theme theme, List<String> lines) {
        int from = Math.max(0, lines.size() - ANSWER_LINES);
        if (from > 0) {
            line(text, theme, MORE);
        }
        lines.subList(from, lines.size()).forEach(line -> line(text, theme, line));
    }

    private static void line(StringBuilder text, Theme theme, String line) {
        text.append(theme.dim(line)).append('\n');
    }

    private static List<String> lines(String content) {
        return SafeText.of(content).strip().lines().toList();
    }
}
