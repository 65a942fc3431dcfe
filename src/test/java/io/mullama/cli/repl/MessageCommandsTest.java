package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.client.FakeDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands that make messages, typed. */
@DisabledOnOs(OS.WINDOWS)
final class MessageCommandsTest extends TypedCommands {
    @Test
    void fileAttachesToTheNextMessageAlone() throws Exception {
        Files.writeString(folder.resolve("a.py"), "print('```')\n");
        typed.start("tiny").enter("/file a.py").await("a.py, 13 B, goes with the next message.");
        typed.enter("explain").await("Paris.");
        assertThat(typed.lastChat()).contains("explain\\n\\na.py:\\n````py\\nprint('```')\\n````\"");
        typed.enter("more").await("Paris.");
        assertThat(typed.lastChat()).contains("{\"role\":\"user\",\"content\":\"more\"}]");
        typed.leave();
    }

    @Test
    void aFileWaitsWhileAnotherMessageIsSentAgain() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "the text");
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/file a.txt").await("goes with the next message.");
        typed.enter("/retry").await("Paris.");
        assertThat(typed.lastChat()).doesNotContain("a.txt");
        typed.enter("explain").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("explain\\n\\na.txt:");
    }

    @Test
    void aFileGoesOnceWithAMessageThatIsSentAgainAfterItFailed() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "the text");
        typed.start("tiny").await(">>> ");
        typed.stopDaemon();
        typed.enter("/file a.txt").await("goes with the next message.");
        typed.enter("explain").await("mullama: ");
        typed.startDaemon(FakeDaemon::answer);
        typed.enter("/retry").await("Paris.");
        assertThat(typed.lastChat()).contains("explain\\n\\na.txt:");
        typed.enter("more").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("{\"role\":\"user\",\"content\":\"more\"}]");
    }

    @Test
    void aPipeThatWouldNeverEndIsRefused() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        typed.start("tiny").enter("/file pipe").await("pipe is no regular file; copy what it holds into one");
        typed.enter("look at @pipe").await("pipe is no regular file");
        typed.enter("/file /dev/zero").await("/dev/zero is no regular file");
        typed.leave();

        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void aFileStaysAttachedWhereTheMessageFails() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "the text");
        typed.start("tiny").enter("/file a.txt").await("goes with the next message.");
        typed.enter("fail").await("mullama: decoding failed");
        typed.enter("now explain").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("now explain\\n\\na.txt:");
    }

    @Test
    void anAtSignAttachesAFileThatIsThereAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "the notes");
        typed.start("tiny")
                .enter("sum up @notes.txt, and write to me@notes.txt or @nobody")
                .await("notes.txt, 9 B, goes with this message.")
                .await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("or @nobody\\n\\nnotes.txt:\\n```txt\\nthe notes\\n```\"")
                .doesNotContain("nobody:");
    }

    @Test
    void whatIsNoTextOrTooLargeOrAFolderIsRefused() throws Exception {
        Files.write(folder.resolve("zero"), new byte[] {'a', 0, 'b'});
        Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9, 'x'});
        Files.write(folder.resolve("large"), new byte[1_000_001]);
        Files.createDirectory(folder.resolve("dir"));
        typed.start("tiny").enter("/file zero").await("zero is not text; only text can be attached");
        typed.enter("/file latin").await("latin is not UTF-8 text");
        typed.enter("/file large").await("large has 1 MB, and a file to attach may have 1 MB; attach a part of it");
        typed.enter("look at @dir").await("dir is a directory; name a file in it");
        typed.leave();

        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void editSendsWhatTheEditorLeaves() throws Exception {
        Path editor = script("printf ' and more\\n' >> \"$1\"");
        typed.with("VISUAL", editor.toString()).start("tiny").enter("one").await("Paris.");
        typed.enter("/edit").await("Paris.");
        assertThat(typed.lastChat()).contains("\"content\":\"one and more\"");
        typed.type("begun\u0007").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"content\":\"begun and more\"");
    }

    @Test
    void anEditorThatFailsOrEmptiesTheFileSendsNothing() throws Exception {
        Path editor = script(": > \"$1\"");
        typed.with("EDITOR", editor.toString()).start("tiny").enter("/edit");
        typed.await("Nothing is sent: the message is empty.");
        typed.leave();
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        typed.wide().with("EDITOR", "false").start("tiny").enter("/edit");
        typed.await("the editor 'false' ended with exit code 1; nothing is sent");
        typed.leave();
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        typed.wide().with("EDITOR", "/no/such").start("tiny").enter("/edit");
        typed.await("the editor '/no/such' cannot be started: exit code 127; set EDITOR to one that is installed");
        typed.leave();

        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void anEditorThatIsInterruptedIsNotMissing() throws Exception {
        Path editor = script("exit 130");
        typed.with("EDITOR", editor.toString()).start("tiny").enter("/edit");
        typed.await("the editor was interrupted; nothing is sent");
        typed.leave();
    }

    @Test
    void aMessageThatNamesAFolderIsRetriedAndTakenBackAsAnyOther() throws Exception {
        Path named = Files.createDirectory(folder.resolve("notes"));
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("sum up @notes").await("notes is a directory");
        Files.delete(named);
        Files.writeString(named, "the notes");
        typed.enter("/retry").await("Paris.");
        assertThat(typed.lastChat()).contains("\"one\"", "sum up @notes\\n\\nnotes:");
        Files.delete(named);
        Files.createDirectory(named);
        typed.enter("more of @notes").await("notes is a directory");
        typed.enter("/undo").await(">>> more of @notes").typeOn(TypedConversation.CTRL_C);
        typed.enter("two").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("\"one\"", "sum up @notes", "\"two\"")
                .doesNotContain("more of");
    }

    @Test
    void whatAnEditorWroteBeforeItFailedIsKept() throws Exception {
        Path editor = script("printf 'long work' > \"$1\"; printf %s \"$1\" > " + folder.resolve("where") + "; exit 3");
        typed.wide()
                .with("EDITOR", editor.toString())
                .start("tiny")
                .enter("/edit")
                .await("ended with exit code 3");
        Path kept = Path.of(Files.readString(folder.resolve("where")));
        typed.await("nothing is sent; what you wrote is in");
        typed.leave();

        assertThat(kept).hasContent("long work");
        Files.delete(kept);
    }

    @Test
    void anEditorThatWritesAnotherEncodingLosesNoMoreThanItsOddCharacters() throws Exception {
        Path editor = script("printf 'caf\\351 is open' > \"$1\"");
        typed.with("EDITOR", editor.toString()).start("tiny").enter("/edit").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("caf\ufffd is open");
    }

    private Path script(String line) throws IOException {
        Path script = folder.resolve("editor");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
