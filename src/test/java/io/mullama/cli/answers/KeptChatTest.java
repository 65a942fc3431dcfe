package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.api.SavedLine;
import io.mullama.cli.SteppingClock;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.ChatStore;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Question;
import java.nio.file.FileSystem;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the REPL has said, kept and read again. */
final class KeptChatTest {
    private static final ChatSetup SETUP = new ChatSetup("tiny", null, AnswerFields.TEXT, GenerationOptions.DEFAULTS);

    @AutoClose
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());

    private final ChatStore store = new ChatStore(files.getPath("/chats"), new SteppingClock());

    private KeptChat resumed() {
        return new KeptChat(store.resume(store.latest().orElseThrow(), note -> {}));
    }

    @Test
    void aQuestionWithAFileGoesOnAsItWasTypedAndAsItWasSent() {
        Exchange attached = new Exchange(new Question("explain", "explain\n\na.py: x"), ChatMessage.assistant("so"));
        Exchange plain = new Exchange(Question.of("and now?"), ChatMessage.assistant("then"));
        ChatRecorder recorder = store.begin(SETUP, note -> {});
        new KeptChat(recorder).turns(SETUP, List.of(attached, plain));

        assertThat(resumed().exchanges()).containsExactly(attached, plain);
        assertThat(recorder.turns().get(1)).extracting(SavedLine.Turn::typed).isNull();
    }

    @Test
    void aConversationThatRestartsStaysAndOneThatIsUndoneDoesNot() {
        Exchange first = new Exchange(Question.of("one"), ChatMessage.assistant("1"));
        KeptChat kept = new KeptChat(store.begin(SETUP, note -> {}));
        kept.turns(SETUP, List.of(first));
        kept.restarts();
        assertThat(store.list()).hasSize(1);
        kept.turns(SETUP, List.of(first));
        assertThat(store.list()).hasSize(2);
        kept.turns(SETUP, List.of());
        assertThat(store.list()).hasSize(1);
    }
}
