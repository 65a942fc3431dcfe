package io.mullama.cli.answers;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.repl.session.ChatRecord;
import java.util.List;

/** Has a conversation of the REPL saved as it goes. Used by one thread. */
record KeptChat(ChatRecorder recorder) implements ChatRecord {
    @Override
    public void turns(ChatSetup setup, List<ChatMessage> turns) {
        recorder.keep(setup, turns);
    }

    @Override
    public void restarts() {
        recorder.restart();
    }

    @Override
    public void keeps(boolean whether) {
        recorder.save(whether);
    }
}
