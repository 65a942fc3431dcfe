package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads answers in every way in which they can be cut. */
final class Readings {
    private Readings() {}

    /**
     * What an answer turns out to be, as lines: {@code thinking …}, {@code content …}, {@code call 0 id name arguments};
     * the same for every cut into two or three pieces, and for single characters.
     */
    static List<String> of(AnswerSyntax syntax, String answer) {
        List<String> whole = read(syntax, List.of(answer));
        assertThat(read(syntax, answer.chars().mapToObj(Character::toString).toList()))
                .as("character by character")
                .isEqualTo(whole);
        for (int first = 0; first <= answer.length(); first++) {
            for (int second = first; second <= answer.length(); second++) {
                List<String> pieces =
                        List.of(answer.substring(0, first), answer.substring(first, second), answer.substring(second));
                assertThat(read(syntax, pieces)).as("%s", pieces).isEqualTo(whole);
            }
        }
        return whole;
    }

    /** The same of an answer that was cut off there, as a whole and character by character. */
    static List<String> cut(AnswerSyntax syntax, String answer) {
        List<String> whole = read(syntax, List.of(answer), AnswerParser::cut);
        assertThat(read(syntax, answer.chars().mapToObj(Character::toString).toList(), AnswerParser::cut))
                .as("character by character")
                .isEqualTo(whole);
        return whole;
    }

    /** What pieces turn out to be as they are. */
    static List<String> read(AnswerSyntax syntax, List<String> pieces) {
        return read(syntax, pieces, AnswerParser::finish);
    }

    private static List<String> read(AnswerSyntax syntax, List<String> pieces, Consumer<AnswerParser> end) {
        List<AnswerEvent> events = new ArrayList<>();
        int[] ids = {0};
        AnswerParser parser = new AnswerParser(syntax, events::add, () -> "id" + ids[0]++);
        pieces.forEach(parser::append);
        end.accept(parser);
        return joined(events);
    }

    private static List<String> joined(List<AnswerEvent> events) {
        List<String> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (AnswerEvent event : events) {
            if (event instanceof AnswerEvent.Thinking more) {
                add("thinking ", more.text(), open, lines);
            } else if (event instanceof AnswerEvent.Content more) {
                add("content ", more.text(), open, lines);
            } else if (event instanceof AnswerEvent.CallBegun call) {
                close(open, lines);
                open.append("call %d %s %s ".formatted(call.index(), call.id(), call.name()));
            } else if (event instanceof AnswerEvent.CallArguments more) {
                open.append(more.json());
            } else {
                close(open, lines);
            }
        }
        close(open, lines);
        return lines;
    }

    private static void add(String kind, String text, StringBuilder open, List<String> lines) {
        if (!open.toString().startsWith(kind)) {
            close(open, lines);
            open.append(kind);
        }
        open.append(text);
    }

    private static void close(StringBuilder open, List<String> lines) {
        if (open.length() > 0) {
            lines.add(open.toString());
            open.setLength(0);
        }
    }
}
