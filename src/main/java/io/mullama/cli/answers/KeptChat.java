package io.mullama.cli.answers;

import io.mullama.api.ChatSetup;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.ChatTurn;
import io.mullama.cli.repl.session.ChatRecord;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Question;
import java.util.List;

/** Has a conversation of the REPL saved as it goes. Used by one thread. */
record KeptChat(ChatRecorder recorder) implements ChatRecord {
    /** What was said before. */
    List<Exchange> exchanges() {
        return recorder.turns().stream()
                .flatMap(turn -> Exchange.of(turn.messages()).stream().map(each -> each.typed(turn.question())))
                .toList();
    }

    @Override
    public void turns(ChatSetup setup, List<Exchange> exchanges) {
        recorder.keep(setup, exchanges.stream().map(KeptChat::turn).toList());
    }

    private static ChatTurn turn(Exchange exchange) {
        Question question = exchange.question();
        boolean same = question.typed().equals(question.text());
        return new ChatTurn(exchange.messages(), same ? null : question.typed());
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
