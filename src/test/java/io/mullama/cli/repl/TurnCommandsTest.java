package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.ChatMessage;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Question;
import io.mullama.client.FakeDaemon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands about what was said, typed. */
@DisabledOnOs(OS.WINDOWS)
final class TurnCommandsTest extends TypedCommands {
    @Test
    void clearForgetsEverythingButTheInstructions() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/clear").await("The conversation is forgotten.");
        typed.enter("two").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"two\"}]");
    }

    @Test
    void whatIsUndoneIsTakenBackWhereItIsKeptAndWhatIsClearedStaysThere() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/clear").await("The conversation is forgotten.");
        assertThat(typed.lastRecorded()).hasSize(2);
        typed.enter("two").await("Paris.");
        typed.enter("/undo").await(">>> two");
        assertThat(typed.lastRecorded()).isEmpty();
        typed.typeOn("\u0015" + TypedConversation.CTRL_D).awaitEnd();
    }

    @Test
    void retryDropsTheAnswerAndAsksAgain() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/set parameter temperature 1.5").await("temperature is 1.5 now.");
        typed.enter("/retry").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("\"Be brief.\"},{\"role\":\"user\",\"content\":\"one\"}]", "\"temperature\":1.5");
    }

    @Test
    void aRetryThatFailsKeepsTheAnswer() throws Exception {
        typed.start("tiny").enter("one").await("Paris.").await(">>> ");
        typed.stopDaemon();
        typed.enter("/retry").await("mullama: ");
        typed.startDaemon(FakeDaemon::answer);
        typed.enter("two").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"one\"", "The capital is Paris.");
    }

    @Test
    void retryUndoAndCopyNeedSomething() throws Exception {
        typed.start("tiny").enter("/retry").await("Nothing was said yet.");
        typed.enter("/undo").await("Nothing was said yet.");
        typed.enter("/copy").await("There is no answer yet.");
        typed.enter("/tokens").await("Not known before the next answer.");
        typed.leave();
    }

    @Test
    void undoPutsTheMessageBackIntoTheLine() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("two").await("Paris.");
        typed.enter("/undo").await(">>> two").typeOn(" and a half\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("two and a half").doesNotContain("\"two\"");
        assertThat(typed.lastRecorded()).hasSize(4);
    }

    @Test
    void undoHasTheFilesWaitAgain() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "the text");
        typed.start("tiny").enter("/file a.txt").await("goes with the next message.");
        typed.enter("explain").await("Paris.");
        typed.enter("/undo")
                .await("a.txt goes with it.")
                .await(">>> explain")
                .typeOn(" all\r")
                .await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("explain all\\n\\na.txt:");
    }

    @Test
    void undoPutsBackWhatWasTypedBeforeTheConversationWentOn() throws Exception {
        Question question = new Question("explain", "explain\n\na.py:\n```py\nx\n```");
        typed.after(new Exchange(question, ChatMessage.assistant("so"))).start("tiny");
        typed.enter("/undo").await(">>> explain").typeOn(" it\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"explain it\"").doesNotContain("a.py");
    }

    @Test
    void copyHandsTheAnswerToTheTerminal() throws Exception {
        String encoded = Base64.getEncoder().encodeToString("The capital is Paris.".getBytes(StandardCharsets.UTF_8));
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/copy").await("Copied 21 characters.");
        assertThat(typed.shown()).contains("\u001b]52;c;" + encoded + "\u0007");
        typed.leave();
    }

    @Test
    void copyGetsThroughTmux() throws Exception {
        typed.with("TMUX", "/tmp/x,1,0").start("tiny").enter("one").await("Paris.");
        typed.enter("/copy").await("Copied");
        assertThat(typed.shown()).contains("\u001bPtmux;\u001b\u001b]52;c;").contains("\u0007\u001b\\");
        typed.leave();
    }

    @Test
    void copyCodeTakesTheLastBlock() throws Exception {
        String code = Base64.getEncoder().encodeToString("b()\n".getBytes(StandardCharsets.UTF_8));
        typed.after(ChatMessage.user("q"), ChatMessage.assistant("```\na()\n```\nand\n```py\nb()\n```\n"))
                .start("tiny");
        typed.enter("/copy code").await("Copied 4 characters.");
        assertThat(typed.shown()).contains(code);
        typed.leave();
    }

    @Test
    void exportWritesMarkdownAndAsksBeforeItWritesOverAFile() throws Exception {
        Path file = folder.resolve("chat.md");
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/export chat.md").await("2 messages are in chat.md.");
        String written =
                "# one\n\nModel: `tiny`\n\n## System\n\nBe brief.\n\n## User\n\none\n\n## Assistant\n\nThe capital is Paris.\n";
        assertThat(file).hasContent(written);
        Files.writeString(file, "mine");
        typed.enter("/export chat.md")
                .await("Replace chat.md? [y/N] ")
                .typeOn("n\r")
                .await("Nothing is written.");
        assertThat(file).hasContent("mine");
        typed.enter("/export chat.md").await("[y/N] ").typeOn("y\r").await("2 messages are in chat.md.");
        assertThat(file).hasContent(written);
        typed.enter("/export talk.pdf").await("the end of 'talk.pdf' does not say how to write it");
        typed.enter("/export no/such.md").await("there is no folder for no/such.md; make it, or name another");
        typed.leave();

        assertThat(typed.history()).doesNotContain(":y\n");
    }

    @Test
    void exportWritesJsonWhereTheNameEndsSo() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/export talk.json").await("2 messages are in talk.json.");
        typed.leave();

        assertThat(folder.resolve("talk.json")).content().contains("\"title\" : \"one\"", "\"role\" : \"user\"");
    }

    @Test
    void theUsedContextStandsAtTheRight() throws Exception {
        typed.start("tiny").enter("one").await("Paris.").await("18/4096");
        typed.leave();
    }
}
