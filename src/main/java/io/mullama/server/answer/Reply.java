package io.mullama.server.answer;

import io.mullama.api.ChatMessage;
import io.mullama.api.ToolCallField;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.chat.answer.AnswerParser;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One choice of an answer as it comes in: what it turns out to be. For one request's thread. */
public final class Reply {
    private final AnswerParser parser;
    private final List<AnswerEvent> news = new ArrayList<>();
    private final List<TokenProbability> pending = new ArrayList<>();
    private final CallCollector calls = new CallCollector();

    /** Whether it calls tools, and the last call is all there. */
    private boolean called;

    /** Tokens that came since the last event, and those that are known to be thoughts. */
    private int untold;

    private int thoughts;

    /** What has been told, where the answer is kept. */
    private final @Nullable Kept kept;

    private @Nullable End end;

    /**
     * How a choice ended.
     *
     * @param called whether it calls tools, and no call was cut off
     * @param thoughtTokens those of its tokens that were thought
     */
    public record End(GenerationEvent.Finished finished, boolean called, int thoughtTokens) {}

    /** Is told what happens in a choice. */
    @FunctionalInterface
    interface Teller {
        /**
         * The next event.
         *
         * @param tokens how likely those were that came since the last event that was worded
         * @return whether the event is worded, and the tokens with it
         */
        boolean tell(AnswerEvent event, List<TokenProbability> tokens);
    }

    /** {@code whole}: the answer is told at once, when it has ended. */
    Reply(AnswerSyntax syntax, boolean whole) {
        this.parser = new AnswerParser(syntax, news::add, CallIds::next);
        this.kept = whole ? new Kept() : null;
    }

    /** Reads another piece, and tells what is certain by then. */
    void read(GenerationEvent.Piece piece, Teller teller) {
        pending.addAll(piece.tokens());
        untold += piece.count();
        parser.append(piece.text());
        tell(teller);
    }

    /** Reads the end; what was held back is told first. */
    End read(GenerationEvent.Finished finished, Teller teller) {
        if (finished.reason() == FinishReason.STOP) {
            parser.finish();
        } else {
            parser.cut();
        }
        tell(teller);
        if (!pending.isEmpty()) {
            news.add(new AnswerEvent.Content(""));
            tell(teller);
        }
        end = new End(finished, called, thoughts);
        return end;
    }

    private void tell(Teller teller) {
        if (!news.isEmpty()) {
            // A mark is no event: its tokens count with what follows it.
            thoughts += news.get(0) instanceof AnswerEvent.Thinking ? untold : 0;
            untold = 0;
        }
        for (AnswerEvent event : news) {
            Optional<ToolCallField> call = calls.add(event);
            called = call.map(ToolCallField::isWhole).orElse(called);
            List<TokenProbability> tokens = pending.isEmpty() ? List.of() : List.copyOf(pending);
            if (kept != null) {
                kept.add(event, call, tokens);
                pending.clear();
            } else if (teller.tell(event, tokens)) {
                pending.clear();
            }
        }
        news.clear();
    }

    /** How it ended; only once it has. */
    public End end() {
        return Objects.requireNonNull(end, "the choice goes on");
    }

    /** All of it as a message; only of a choice that is kept. */
    public ChatMessage message() {
        return whole().message();
    }

    /** How likely all of its tokens were; empty where nobody asked. */
    public List<TokenProbability> tokens() {
        return whole().tokens;
    }

    /** How likely the tokens of the content alone were; empty where nobody asked. */
    public List<TokenProbability> contentTokens() {
        return whole().contentTokens;
    }

    private Kept whole() {
        return Objects.requireNonNull(kept, "the choice is not kept");
    }

    /** What has been told, put together. */
    private static final class Kept {
        private final StringBuilder thinking = new StringBuilder();
        private final StringBuilder content = new StringBuilder();
        private final List<ToolCallField> complete = new ArrayList<>();
        private final List<TokenProbability> tokens = new ArrayList<>();
        private final List<TokenProbability> contentTokens = new ArrayList<>();

        void add(AnswerEvent event, Optional<ToolCallField> call, List<TokenProbability> more) {
            tokens.addAll(more);
            if (event instanceof AnswerEvent.Thinking thought) {
                thinking.append(thought.text());
            } else if (event instanceof AnswerEvent.Content text) {
                content.append(text.text());
                contentTokens.addAll(more);
            } else {
                call.ifPresent(complete::add);
            }
        }

        ChatMessage message() {
            String thought = thinking.length() == 0 ? null : thinking.toString();
            return new ChatMessage("assistant", content.toString(), thought, complete, ChatMessage.AnsweredCall.NONE);
        }
    }
}
