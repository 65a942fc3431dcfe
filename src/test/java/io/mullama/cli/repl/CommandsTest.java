package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.GenerationOptions;
import io.mullama.client.FakeServer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of a conversation in general, and those about the model, typed. */
@DisabledOnOs(OS.WINDOWS)
final class CommandsTest extends TypedCommands {
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
                "/set parameter num_predict -7 => 'num_predict' must be a whole number from -2 on, not -7",
                "/set parameter num_predict -2 => num_predict is -2 now.",
                "/set parameter stop END \"two words => a quote is not closed in END \"two words; put another behind",
                "/set parameter stop \" => stop is \" now.",
                "/set system => Be brief.",
                "/clear everything => /clear takes nothing behind it, such as everything; type /clear",
                "/undo 3 => /undo takes nothing behind it, such as 3; type /undo",
                "/set verbose 2 => /set verbose takes nothing behind it, such as 2; type /set verbose",
                "/show info 2 => /show info takes nothing behind it, such as 2; type /show info",
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
        typed.wide();
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
        typed.enter("/set nowordwrap").await("Lines end where the terminal ends them now.");
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
    void preferencesAreToldWhenTheyChange() throws Exception {
        typed.start("tiny").enter("/set verbose").await("What each answer cost is told now.");
        typed.enter("/set quiet").await("What an answer cost is no longer told.");
        typed.enter("/set nomarkdown").await("Answers are shown as they are written now.");
        typed.leave();
    }
}
