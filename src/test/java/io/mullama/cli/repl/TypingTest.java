package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The line editor: several lines, pastes, history, completion. */
@DisabledOnOs(OS.WINDOWS)
final class TypingTest {
    private static final String TAB = "\t";
    private static final String UP = "\u001bOA";
    private static final String LEFT = "\u001bOD";
    private static final String BACKSPACE = "\u007f";
    private static final String PASTE = "\u001b[200~";
    private static final String PASTED = "\u001b[201~";

    @TempDir
    Path folder;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private TypedConversation typed;

    @BeforeEach
    void open() throws IOException {
        typed = new TypedConversation(folder);
    }

    private String sent(String keys) throws Exception {
        typed.start("tiny").type(keys).await("Paris.");
        typed.leave();
        return typed.lastChat();
    }

    private static String user(String json) {
        return "{\"role\":\"user\",\"content\":\"" + json + "\"}";
    }

    @Test
    void threeQuotesBeginAndEndAMessageOfSeveralLines() throws Exception {
        assertThat(sent("\"\"\"\rone\r  two\r\"\"\"\r")).contains(user("one\\n  two"));
    }

    @Test
    void threeQuotesMayBeginAndEndOnOneLine() throws Exception {
        assertThat(sent("\"\"\"one\"\"\"\r")).contains(user("one"));
    }

    @Test
    void altEnterBeginsAnotherLine() throws Exception {
        assertThat(sent("one\u001b\rtwo\r")).contains(user("one\\ntwo"));
    }

    @Test
    void aBackslashAtTheEndBeginsAnotherLine() throws Exception {
        typed.start("tiny").type("one\\\rtw").await("... tw").typeOn("o\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains(user("one\\ntwo"));
    }

    @Test
    void whatIsPastedIsNotSentLineByLine() throws Exception {
        assertThat(sent(PASTE + "one\rtwo\\\rthree\r" + PASTED + "?\r")).contains(user("one\\ntwo\\\\\\nthree\\n?"));
        assertThat(typed.chats()).hasSize(1);
    }

    @Test
    void aLongPasteIsShownInShortAndSentWhole() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            lines.append("this is line ").append(i).append('\r');
        }
        Instant begin = Instant.now();
        typed.start("tiny").type("sum up: " + PASTE + lines + PASTED).await("sum up: [pasted 5000 lines]");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        typed.typeOn("\r").await("Paris.");
        typed.leave();

        assertThat(typed.chats()).hasSize(1);
        assertThat(typed.lastChat()).contains("sum up: this is line 0\\nthis").contains("this is line 4999\"}");
        assertThat(typed.history()).doesNotContain("pasted");
    }

    @Test
    void noFileIsAttachedForAnAtSignInALongPaste() throws Exception {
        Files.writeString(folder.resolve("mine"), "my secret");
        Files.writeString(folder.resolve("this"), "this text");
        typed.start("tiny").type("see @this: " + PASTE + "like @mine\r".repeat(20) + PASTED + "\r");
        typed.await("this, 9 B, goes with this message.").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("like @mine", "this text").doesNotContain("my secret");
    }

    @Test
    void pastesAreMarkedFromTheBeginningToTheEnd() throws Exception {
        String on = "\u001b[?2004h";
        String off = "\u001b[?2004l";
        typed.start("tiny").enter("tell me slowly").await("The");
        assertThat(typed.shown().lastIndexOf(on)).isGreaterThan(typed.shown().lastIndexOf(off));
        typed.typeOn(TypedConversation.CTRL_C);
        typed.leave();

        assertThat(typed.shown().lastIndexOf(off)).isGreaterThan(typed.shown().lastIndexOf(on));
    }

    @Test
    void aLongPasteThatIsTakenBackIsShownInShort() throws Exception {
        typed.start("tiny").type(PASTE + "line\r".repeat(20) + PASTED).await("[pasted 20 lines]");
        typed.typeOn("\r").await("Paris.");
        typed.enter("/undo").await(">>> [pasted 20 lines]").typeOn(" again\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("line\\nline\\n").contains(" again\"");
    }

    @Test
    void blanksAtTheBeginningOfAMessageAreSent() throws Exception {
        assertThat(sent(PASTE + "    def f():\r        pass" + PASTED + "\r"))
                .contains(user("    def f():\\n        pass"));
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        assertThat(sent("\"\"\"\r    def f():\r        pass\r\"\"\"\r")).contains(user("    def f():\\n        pass"));
    }

    @Test
    void twoLongPastesAreToldApart() throws Exception {
        String one = "1\r".repeat(20);
        String two = "2\r".repeat(20);
        typed.start("tiny").type(PASTE + one + PASTED + " and " + PASTE + two + PASTED);
        typed.await("[pasted 20 lines] and [pasted 20 lines #2]").typeOn("\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("1\\n1\\n and 2\\n2\\n");
    }

    @Test
    void whatWasTypedIsKeptForTheNextConversationWithTheOwnerOnly() throws Exception {
        typed.start("tiny").enter("remember me").await("Paris.");
        typed.enter("one\u001b\rtwo").await("Paris.");
        typed.leave();

        assertThat(typed.history().lines()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))))
                .isEqualTo("rw-------");
        typed.close();
        try (TypedConversation next = new TypedConversation(Files.createDirectory(folder.resolve("n")))) {
            Files.copy(folder.resolve("history"), folder.resolve("n/history"));
            next.start("tiny")
                    .type(UP)
                    .await("... two")
                    .typeOn(UP + UP)
                    .await("remember me")
                    .typeOn("\r")
                    .await("Paris.");
            next.type(UP + UP).await("... two");
            next.typeOn("\r").await("Paris.");
            next.leave();
            assertThat(next.lastChat()).contains(user("one\\ntwo"));
        }
    }

    @Test
    void anOlderHistoryFileIsTakenFromEverybodyElse() throws Exception {
        Files.writeString(folder.resolve("history"), "1:old\n");
        Files.setPosixFilePermissions(folder.resolve("history"), PosixFilePermissions.fromString("rw-r--r--"));
        typed.start("tiny");
        typed.leave();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLineThatBeginsWithABlankIsNotKept() throws Exception {
        typed.start("tiny").enter(" my password").await("Paris.");
        typed.leave();

        assertThat(typed.history()).doesNotContain("password");
    }

    @Test
    void nohistoryKeepsNothingUntilHistory() throws Exception {
        typed.start("tiny").enter("/set nohistory").await("no longer saved.");
        typed.enter("secret").await("Paris.");
        typed.enter("/set history").await("is remembered now, and the conversation saved.");
        typed.enter("open").await("Paris.");
        typed.leave();

        assertThat(typed.history()).doesNotContain("secret").contains("open");
    }

    @Test
    void ctrlRSearchesTheEarlierLines() throws Exception {
        Files.writeString(folder.resolve("history"), "1:find the needle\n2:something else\n");
        typed.start("tiny")
                .type("\u0012need")
                .await("find the needle")
                .typeOn("\r")
                .await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains(user("find the needle"));
    }

    @Test
    void twoConversationsAtOnceKeepEachOthersLines() throws Exception {
        Path other = Files.createDirectory(folder.resolve("o"));
        Files.createSymbolicLink(other.resolve("history"), folder.resolve("history"));
        try (TypedConversation second = new TypedConversation(other)) {
            typed.start("tiny").enter("first of one").await("Paris.");
            second.start("tiny").enter("first of two").await("Paris.");
            typed.enter("second of one").await("Paris.");
            second.leave();
            typed.leave();
        }
        assertThat(typed.history().lines().map(line -> line.substring(line.indexOf(':') + 1)))
                .containsExactly("first of one", "first of two", "second of one");
    }

    @Test
    void tabCompletesCommandsAndTheirWords() throws Exception {
        typed.start("tiny").type("/exp" + TAB).await("/export ").typeOn("\u0015/set par" + TAB);
        typed.await("parameter ").typeOn("temp" + TAB).await("temperature ").typeOn("0.5\r");
        typed.await("temperature is 0.5 now.");
        typed.type("/set think hi" + TAB).await("/set think high").typeOn("\r").await("Thinking is high now.");
        typed.leave();
    }

    @Test
    void tabSaysWhatEachCommandIsFor() throws Exception {
        typed.start("tiny").type("/" + TAB).await("(take the last message back, to change it)");
        typed.typeOn(TypedConversation.CTRL_C);
        typed.leave();
    }

    @Test
    void tabCompletesModelsFromTheFileOfNames() throws Exception {
        Files.writeString(folder.resolve("names"), "qwen2.5:7b\ntiny\n");
        typed.start("tiny").type("/load qw" + TAB).await("/load qwen2.5:7b").typeOn(TypedConversation.CTRL_C);
        typed.leave();
    }

    @Test
    void tabAsksTheDaemonForModelsWhereThereIsNoSuchFile() throws Exception {
        typed.start("tiny").type("/load b" + TAB).await("/load big").typeOn(TypedConversation.CTRL_C);
        typed.leave();
    }

    @Test
    void tabCompletesPathsAlsoWithBlanksAndBehindAnAtSign() throws Exception {
        Files.createDirectory(folder.resolve("my notes"));
        Files.writeString(folder.resolve("my notes/two words.txt"), "text");
        typed.start("tiny").type("/file my" + TAB).await("/file my notes/").typeOn("tw" + TAB);
        typed.await("two words.txt").typeOn("\r").await("my notes/two words.txt, 4 B, goes with the next message.");
        Files.writeString(folder.resolve("data.csv"), "1");
        typed.type("what is in @da" + TAB).await("@data.csv").typeOn(TypedConversation.CTRL_C);
        typed.leave();
    }

    @Test
    void tabPutsAPathWithBlanksBehindAnAtSignBetweenQuotes() throws Exception {
        Files.createDirectory(folder.resolve("my notes"));
        Files.writeString(folder.resolve("my notes/two words.txt"), "the text");
        typed.start("tiny").type("sum up @my" + TAB).await(" notes/").typeOn("tw" + TAB);
        typed.await("two words.txt\"").typeOn("!\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("my notes/two words.txt:\\n```txt\\nthe text");
    }

    @Test
    void wideCharactersAreEditedWhole() throws Exception {
        assertThat(sent("日本語" + LEFT + BACKSPACE + "x\r")).contains(user("日x語"));
    }

    @Test
    void emojiOutsideTheBasicPlaneAreEditedWhole() throws Exception {
        assertThat(sent("a😀b" + LEFT + BACKSPACE + "\r")).contains(user("ab"));
    }

    @Test
    void rightToLeftTextIsSentAsItWasTyped() throws Exception {
        assertThat(sent("שלום עולם\r")).contains(user("שלום עולם"));
    }

    @Test
    void theUsedContextMakesRoomForAMessageOfSeveralLines() throws Exception {
        typed.start("tiny").enter("one").await("12 prompt tokens").await("18 tokens");
        typed.type("two").await("two").typeOn("\u001b\r").await("... ");
        assertThat(typed.text()).doesNotContain("18 tokens");
        typed.typeOn("three\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains(user("two\\nthree"));
    }

    @Test
    void theWindowMayChangeWhileALineIsTyped() throws Exception {
        typed.start("tiny")
                .type("a line that is somewhat longer than the window will be")
                .await("will be");
        typed.resize(20);
        typed.typeOn(" now\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains(user("a line that is somewhat longer than the window will be now"));
    }
}
