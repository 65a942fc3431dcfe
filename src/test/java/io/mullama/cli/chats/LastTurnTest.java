package io.mullama.cli.chats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.cli.SteppingClock;
import io.mullama.terminal.Theme;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What somebody sees who goes on with a conversation. */
final class LastTurnTest {
    @AutoClose
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());

    private final SteppingClock clock = new SteppingClock();
    private final ChatRecorder chat = new ChatStore(files.getPath("/chats"), clock)
            .begin(new ChatSetup("tiny", null, AnswerFields.TEXT, GenerationOptions.DEFAULTS), note -> {});

    private String text(boolean colours) {
        return LastTurn.text(chat, clock.instant(), new Theme(colours));
    }

    @Test
    void aConversationThatBeginsHasNone() {
        assertThat(text(false)).isEmpty();
    }

    @Test
    void theLastQuestionAndItsAnswerAreThere() {
        chat.add(List.of(ChatMessage.user("a"), ChatMessage.assistant("b")));
        chat.add(List.of(ChatMessage.user("c\nd"), ChatMessage.assistant("e\u001b[2J\n\nf\n")));
        clock.step(Duration.ofMinutes(5));
        assertThat(text(false)).isEqualTo("""
                20260103-bbbb, 5 minutes ago
                >>> c
                ... d
                e\uFFFD[2J

                f
                """);
        assertThat(text(true).lines()).allMatch(line -> line.startsWith("\u001b[2m") && line.endsWith("\u001b[0m"));
    }

    @Test
    void ofLongOnesOnlyAsMuchAsReminds() {
        chat.add(List.of(ChatMessage.user("q\n".repeat(50)), ChatMessage.assistant("a\n".repeat(49) + "end")));
        assertThat(text(false))
                .hasLineCount(1 + 5 + 1 + 1 + 15)
                .endsWith("a\nend\n")
                .contains("... q\n...\n...\na\n");
    }
}
