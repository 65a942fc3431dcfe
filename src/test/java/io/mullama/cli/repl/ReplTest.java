package io.mullama.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.api.ChatMessage;
import io.mullama.client.FakeDaemon;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Asking, stopping, failing and leaving. */
@DisabledOnOs(OS.WINDOWS)
final class ReplTest {
    @TempDir
    Path folder;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private TypedConversation typed;

    @BeforeEach
    void open() throws IOException {
        typed = new TypedConversation(folder);
    }

    @Test
    void theModelIsLoadedAndTheChatIsKept() throws Exception {
        typed.start("tiny").await("Loading tiny ...");
        typed.enter("it's \"one\"!").await("The capital is Paris.");
        typed.enter("two").await("The capital is Paris.");
        typed.enter("/bye").awaitEnd();

        String system = "{\"role\":\"system\",\"content\":\"Be brief.\"}";
        String first = "{\"role\":\"user\",\"content\":\"it's \\\"one\\\"!\"}";
        String answer = "{\"role\":\"assistant\",\"content\":\"The capital is Paris.\"}";
        assertThat(typed.daemon().requests().get(0).body()).contains("\"max_tokens\":1");
        assertThat(typed.chats().get(0))
                .contains("\"messages\":[" + system + "," + first + "]")
                .contains("\"max_tokens\":-1");
        assertThat(typed.chats().get(1))
                .contains("[" + system + "," + first + "," + answer + ",{\"role\":\"user\",\"content\":\"two\"}]");
    }

    @Test
    void ctrlCStopsAnAnswerAndKeepsWhatCame() throws Exception {
        typed.start("tiny").enter("tell me slowly").await("The").typeOn(TypedConversation.CTRL_C);
        assertThat(typed.daemon().clientGone().await(10, TimeUnit.SECONDS)).isTrue();
        typed.enter("and now").await("is Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("{\"role\":\"assistant\",\"content\":\"The capital\"}");
    }

    @Test
    void ctrlCOnAnEmptyLineSaysHowToLeave() throws Exception {
        typed.start("tiny").type(TypedConversation.CTRL_C).await("Ctrl-C again, Ctrl-D or /bye leaves.");
        typed.leave();

        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void ctrlCTwiceLeaves() throws Exception {
        typed.start("tiny").type(TypedConversation.CTRL_C).await("leaves.").type(TypedConversation.CTRL_C);

        typed.awaitEnd();
    }

    @Test
    void ctrlCTwiceWithAPauseBetweenDoesNotLeave() throws Exception {
        typed.start("tiny").type(TypedConversation.CTRL_C).await("leaves.");
        typed.step(Duration.ofSeconds(3));
        typed.type(TypedConversation.CTRL_C).await("leaves.");

        typed.enter("still here").await("Paris.");
        typed.leave();
    }

    @Test
    void ctrlCBeforeAndBehindAMessageDoesNotLeave() throws Exception {
        typed.start("tiny").type(TypedConversation.CTRL_C).await("leaves.");
        typed.enter("still here").await("Paris.");
        typed.type(TypedConversation.CTRL_C).await("leaves.");
        typed.leave();
    }

    @Test
    void anAnswerIsRecordedWhenItStandsOnTheScreen() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.leave();

        assertThat(typed.shownWhenRecorded()).endsWith("The capital is Paris.\r\n");
    }

    @Test
    void anErrorEndsItsLinesBetweenWords() throws Exception {
        typed.start("tiny").enter("one").await("Paris.");
        typed.resize(30);
        typed.enter("/load nosuch").await("known is");
        assertThat(typed.text()).contains("mullama: model 'nosuch' not\r\nfound; ");
        typed.leave();
    }

    @Test
    void ctrlCOnALineThatIsBegunThrowsItAway() throws Exception {
        typed.start("tiny").type("half a mess").await("half a mess").typeOn(TypedConversation.CTRL_C);
        typed.leave();

        assertThat(typed.shown()).doesNotContain("leaves");
        assertThat(typed.chats()).isEmpty();
    }

    @Test
    void anErrorIsShownAndTheFailedTurnLeftOut() throws Exception {
        typed.start("tiny").enter("fail").await("mullama: decoding failed");
        typed.enter("go on").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).doesNotContain("fail");
    }

    @Test
    void aDaemonThatGoesAndComesBackLosesNothing() throws Exception {
        typed.start("tiny").enter("one").await("Paris.").await(">>> ");
        typed.stopDaemon();
        typed.enter("two").await("mullama: ");
        typed.startDaemon(FakeDaemon::answer);
        typed.enter("/retry").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat()).contains("\"one\"").contains("\"two\"");
    }

    @Test
    void theFiguresFollowTheAnswer() throws Exception {
        typed.start("tiny").enter("hi").await("12 prompt tokens");
        typed.leave();
    }

    @Test
    void aConversationGoesOnAfterWhatWasSaidBeforeAndIsRecorded() throws Exception {
        typed.after(ChatMessage.user("before"), ChatMessage.assistant("yes")).start("tiny");
        typed.enter("now").await("Paris.");
        typed.leave();

        assertThat(typed.lastChat())
                .contains("\"before\"},{\"role\":\"assistant\",\"content\":\"yes\"},{\"role\":\"user\"");
        assertThat(typed.lastRecorded())
                .containsExactly(
                        ChatMessage.user("before"),
                        ChatMessage.assistant("yes"),
                        ChatMessage.user("now"),
                        ChatMessage.assistant("The capital is Paris."));
    }

    @Test
    void aModelThatIsNotThereEndsItBeforeAnythingIsTyped() {
        typed.start("nosuch");

        assertThatThrownBy(typed::awaitEnd)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
        assertThat(typed.shown()).doesNotContain(">>>");
    }
}
