package io.mullama.server;

import io.mullama.api.ChatMessage;
import io.mullama.api.ToolCallField;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.chat.answer.AnswerParser;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One choice of an answer as it comes in: what it turns out to be. For one request's thread. */
final class Reply {
    private final AnswerParser parser;
    private final List<AnswerEvent> news = new ArrayList<>();
    private final List<TokenProbability> pending = new ArrayList<>();
    private boolean calling;

    /** What has been told, where the answer is kept. */
    private final @Nullable Kept kept;

    private @Nullable End end;

    /**
     * How a choice ended.
     *
     * @param called whether it calls tools
     */
    record End(GenerationEvent.Finished finished, boolean called) {}

    /** {@code whole}: the answer is told at once, when it has ended. */
    Reply(AnswerSyntax syntax, boolean whole) {
        this.parser = new AnswerParser(syntax, news::add, CallIds::next);
        this.kept = whole ? new Kept() : null;
    }

    /**
     * Reads another piece.
     *
     * @param teller is told what happens, and how likely the tokens were that came since it was last told something
     */
    void read(GenerationEvent.Piece piece, BiConsumer<AnswerEvent, List<TokenProbability>> teller) {
        pending.addAll(piece.tokens());
        parser.append(piece.text());
        tell(teller);
    }

    /** Reads the end; what was held back is told first. */
    End read(GenerationEvent.Finished finished, BiConsumer<AnswerEvent, List<TokenProbability>> teller) {
        parser.finish();
        if (news.isEmpty() && !pending.isEmpty()) {
            news.add(new AnswerEvent.Content(""));
        }
        tell(teller);
        end = new End(finished, calling);
        return end;
    }

    private void tell(BiConsumer<AnswerEvent, List<TokenProbability>> teller) {
        for (AnswerEvent event : news) {
            calling |= event instanceof AnswerEvent.CallBegun;
            List<TokenProbability> tokens = pending.isEmpty() ? List.of() : List.copyOf(pending);
            pending.clear();
            if (kept != null) {
                kept.add(event, tokens);
            }
            teller.accept(event, tokens);
        }
        news.clear();
    }

    /** How it ended; only once it has. */
    End end() {
        return Objects.requireNonNull(end, "the choice goes on");
    }

    /** All of it as a message; only of a choice that is kept. */
    ChatMessage message() {
        return whole().message();
    }

    /** How likely all of its tokens were; empty where nobody asked. */
    List<TokenProbability> tokens() {
        return whole().tokens;
    }

    private Kept whole() {
        return Objects.requireNonNull(kept, "the choice is not kept");
    }

    /** What has been told, put together. */
    private static final class Kept {
        private final StringBuilder thinking = new StringBuilder();
        private final StringBuilder content = new StringBuilder();
        private final CallCollector calls = new CallCollector();
        private final List<ToolCallField> complete = new ArrayList<>();
        private final List<TokenProbability> tokens = new ArrayList<>();

        void add(AnswerEvent event, List<TokenProbability> more) {
            tokens.addAll(more);
            if (event instanceof AnswerEvent.Thinking thought) {
                thinking.append(thought.text());
            } else if (event instanceof AnswerEvent.Content text) {
                content.append(text.text());
            } else {
                calls.add(event).ifPresent(complete::add);
            }
        }

        ChatMessage message() {
            String thought = thinking.length() == 0 ? null : thinking.toString();
            return new ChatMessage("assistant", content.toString(), thought, complete, ChatMessage.AnsweredCall.NONE);
        }
    }
}
