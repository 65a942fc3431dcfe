package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.ChatMessage;
import io.mullama.api.GenerationOptions;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Question;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of a conversation, typed. */
@DisabledOnOs(OS.WINDOWS)
final class CommandsTest {
    private static final String DETAILS = """
            {"alias":"tiny","path":"/m/tiny.gguf","parameters":1100000,"context_size":4096,"gpu_layers":0,
             "is_default":true,"active_requests":0,"loaded":true,"size_bytes":1200000,"quantization":"Q8_0",
             "family":"llama","architecture":"LlamaForCausalLM","capabilities":{"tools":true},
             "template":"{{ messages }}","system":"Its own system.","options":["temperature 0.7"],
             "modelfile":"FROM tiny\\n","license":"MIT \\u001b[2J licence"}""";

    /** Columns in which every sentence has room. */
    private static final int WIDE = 200;

    @TempDir
    Path folder;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private TypedConversation typed;

    @BeforeEach
    void open() throws IOException {
        typed = new TypedConversation(folder, CommandsTest::answer);
    }

    private static void answer(FakeServer.Request request, FakeServer.Exchange exchange) throws IOException {
        switch (request.path()) {
            case "/api/models/tiny" -> exchange.json(200, DETAILS.replace("\n", ""));
            case "/api/models/create" -> {
                exchange.beginStream();
                exchange.chunk("{\"status\":\"success\",\"model\":\"saved\",\"path\":\"/m/x\",\"size_bytes\":1}\n");
                exchange.endStream();
            }
            default -> FakeDaemon.answer(request, exchange);
        }
    }

    /** What the line shows, typed into a conversation of one exchange. */
    private String shownAfter(String line, String awaited) throws Exception {
        typed.start("tiny").enter("hello").await("Paris.");
        typed.enter(line).await(awaited);
        String text = typed.text();
        typed.leave();
        return text;
    }

    @Test
    void helpNamesEveryCommandInGroups() throws Exception {
        String help = shownAfter("/help", "Ctrl-C");

        assertThat(help)
                .contains("The conversation", "/retry", "/undo", "/edit", "/file PATH", "/tokens", "/copy [code]")
                .contains("/set [NAME [VALUE]]", "/load MODEL", "/export FILE", "/bye");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void helpOfSetShowAndKeysSaysMore() throws Exception {
        assertThat(shownAfter("/? set", "nohistory")).contains("parameter NAME VALUE...", "nomarkdown");
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        assertThat(shownAfter("/help /show", "modelfile")).contains("template", "license");
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        assertThat(shownAfter("/? shortcuts", "Ctrl-L")).contains("Ctrl-R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "/claer => There is no /claer; did you mean /clear?",
                "/xyzzy => There is no /xyzzy; /help shows what there is.",
                "/set verbos => there is no /set verbos; did you mean verbose?",
                "/show licence => there is no /show licence; did you mean license?",
                "/set parameter temprature 1 => there is no parameter temprature; did you mean temperature?",
                "/set parameter xyzzy 1 => there is no parameter xyzzy; /set parameter shows those that there are",
                "/set parameter temperature warm => 'temperature' must be a number, not warm",
                "/set parameter temperature 1000 => 'temperature' must be",
                "/set parameter num_ctx -5 => 'num_ctx' must be a whole number from 1 on, not -5",
                "/set think deeply => there is no such level of thinking: deeply; type /set think, or low, medium or high",
                "/set format nosuch.json => there is no file",
                "/set format => nothing stands behind the command; type /set format json",
                "/image cat.png => images are not supported yet; leave them out; /file attaches text",
                "/file nosuch.txt => there is no file",
                "/file => nothing stands behind the command; type /file PATH",
                "/load nosuch => model 'nosuch' not found",
                "/copy everything => there is no /copy everything; type /copy, or /copy code",
                "/copy code => The last answer holds no code.",
                "/tokens => 18 of 4096 tokens are used, 0 %.",
                "/show system => Be brief.",
                "/show template => {{ messages }}",
                "/show modelfile => FROM tiny",
                "/show license => MIT \ufffd[2J licence",
                "/set parameter => The parameters are num_ctx, num_predict",
                "/set parameter top_k => top_k is left to the model.",
            })
    void commandsSay(String line, String answer) throws Exception {
        typed.resize(WIDE);
        assertThat(shownAfter(line, answer)).contains(answer);
    }

    @Test
    void whatBeginsWithAPathIsAMessage() throws Exception {
        typed.start("tiny").enter("/etc/passwd is what?").await("Paris.");
        typed.enter("/etc is a folder").await("Paris.");
        typed.leave();

        assertThat(typed.chats()).hasSize(2);
    }

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
    void undoPutsBackWhatWasTypedBeforeTheConversationWentOn() throws Exception {
        Question question = new Question("explain", "explain\n\na.py:\n```py\nx\n```");
        typed.after(new Exchange(question, ChatMessage.assistant("so"))).start("tiny");
        typed.enter("/undo").await(">>> explain").typeOn(" it\r").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"explain it\"").doesNotContain("a.py");
    }

    @Test
    void parametersOfAllKindsAreSent() throws Exception {
        typed.start("tiny").enter("/set parameter num_ctx 8192").await("num_ctx is 8192 now.");
        typed.enter("/set parameter max_tokens 50").await("num_predict is 50 now.");
        typed.enter("/set parameter stop END \"two words\"").await("stop is END, \"two words\" now.");
        typed.enter("/set parameter seed 42").await("seed is 42 now.");
        typed.enter("/set parameter top_k 7").await("top_k is 7 now.");
        typed.enter("one").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("\"num_ctx\":8192", "\"max_tokens\":50", "\"stop\":[\"END\",\"two words\"]")
                .contains("\"seed\":42", "\"top_k\":7");
    }

    @Test
    void aParameterCanBeTakenBack() throws Exception {
        typed.with(GenerationOptions.DEFAULTS.withTemperature(0.3)).start("tiny");
        typed.enter("/set parameter temperature 1").await("temperature is 1 now.");
        typed.enter("/set parameter temperature default").await("temperature is as it was at the beginning.");
        typed.enter("/set parameter temperature").await("temperature is 0.3.");
        typed.enter("one").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"temperature\":0.3");
    }

    @Test
    void systemFormatAndThinkingAreSent() throws Exception {
        Files.writeString(folder.resolve("schema.json"), "{\"type\":\"object\"}");
        typed.start("tiny").enter("/set system \"\"\"Line one\rline two\"\"\"").await("The instructions hold");
        typed.enter("/set format schema.json").await("Answers are JSON by a schema now.");
        typed.enter("/set think low").await("Thinking is low now.");
        typed.enter("one").await("Paris.");
        assertThat(typed.lastChat())
                .contains(
                        "\"content\":\"Line one\\nline two\"", "\"format\":{\"type\":\"object\"}", "\"think\":\"low\"");
        typed.enter("/set format json").await("Answers are JSON now.");
        typed.enter("/set nothink").await("Thinking is off now.");
        typed.enter("/set system none").await("There are no instructions now.");
        typed.enter("two").await("Paris.");
        assertThat(typed.lastChat())
                .contains("\"format\":\"json\"", "\"think\":false")
                .doesNotContain("system");
        typed.enter("/set noformat").await("Answers are text now.");
        typed.leave();
    }

    @Test
    void setAloneShowsEverything() throws Exception {
        typed.start("tiny").enter("/set parameter stop \"a b\"").await("now.");
        typed.enter("/set nowordwrap").await("Set: leave lines to the terminal.");
        typed.enter("/set").await("history");
        assertThat(typed.text())
                .contains("\"a b\"", "Be brief.", "left to the model")
                .containsPattern("wordwrap +off");
        typed.leave();
    }

    @Test
    void showHasTheOverviewAndTheParameters() throws Exception {
        typed.start("tiny").enter("/set parameter top_k 7").await("now.");
        typed.enter("/show").await("llama").await("1.1M");
        typed.enter("/show parameters").await("This conversation's").await("top_k");
        assertThat(typed.text()).contains("The model's", "temperature");
        typed.leave();
    }

    @Test
    void loadGoesOnWithAnotherModel() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.enter("/load big").await("The conversation goes on with big.");
        typed.enter("two").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"model\":\"big\"", "\"one\"");
    }

    @Test
    void aModelThatIsNotThereLeavesTheOldOne() throws Exception {
        typed.start("tiny").enter("/load nosuch").await("not found");
        typed.enter("two").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"model\":\"tiny\"");
    }

    @Test
    void saveMakesAModelOfTheConversation() throws Exception {
        typed.start("tiny").enter("/set parameter num_ctx 8192").await("now.");
        typed.enter("one").await("Paris.");
        typed.enter("/save saved").await("Saved; 'mullama run saved' begins here.");
        typed.leave();

        assertThat(typed.daemon().requests().stream().filter(each -> each.path().endsWith("/create")))
                .singleElement()
                .extracting(FakeServer.Request::body)
                .asString()
                .contains("\"name\":\"saved\"", "FROM tiny", "PARAMETER num_ctx 8192", "SYSTEM ", "Be brief.")
                .contains("MESSAGE user one", "MESSAGE assistant The capital is Paris.");
    }

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
        typed.resize(WIDE);
        typed.with("EDITOR", "false").start("tiny").enter("/edit");
        typed.await("the editor 'false' ended with exit code 1; nothing is sent");
        typed.leave();
        typed.close();
        Files.delete(folder.resolve("s"));
        open();
        typed.with("EDITOR", "/no/such").start("tiny").enter("/edit");
        typed.await("the editor '/no/such' cannot be started: exit code 127; set EDITOR to one that is installed");
        typed.leave();

        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void whatAnEditorWroteBeforeItFailedIsKept() throws Exception {
        Path editor = script("printf 'long work' > \"$1\"; printf %s \"$1\" > " + folder.resolve("where") + "; exit 3");
        typed.with("EDITOR", editor.toString()).start("tiny").enter("/edit").await("ended with exit code 3");
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
                "# Conversation\n\nModel: `tiny`\n\n## System\n\nBe brief.\n\n## User\n\none\n\n## Assistant\n\nThe capital is Paris.\n";
        assertThat(file).hasContent(written);
        Files.writeString(file, "mine");
        typed.enter("/export chat.md")
                .await("chat.md exists; write over it? [y/N] ")
                .typeOn("n\r")
                .await("Nothing is written.");
        assertThat(file).hasContent("mine");
        typed.enter("/export chat.md").await("[y/N] ").typeOn("y\r").await("2 messages are in chat.md.");
        assertThat(file).hasContent(written);
        typed.enter("/export .").await(". is a directory; name another file");
        typed.enter("/export no/such/file").await("cannot write no/such/file");
        typed.leave();

        assertThat(typed.history()).doesNotContain(":y\n");
    }

    @Test
    void theUsedContextStandsAtTheRight() throws Exception {
        typed.start("tiny").enter("one").await("Paris.").await("18/4096");
        typed.leave();
    }

    @Test
    void preferencesAreToldWhenTheyChange() throws Exception {
        typed.start("tiny").enter("/set verbose").await("Set: tell what each answer cost.");
        typed.enter("/set quiet").await("Set: do not tell that.");
        typed.enter("/set nomarkdown").await("Set: show them as they are written.");
        typed.leave();
    }
}
