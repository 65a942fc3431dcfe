package io.mullama.server.answer;

import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.turn.ChatModel;
import io.mullama.chat.turn.OldTurns;
import io.mullama.chat.turn.Turn;
import io.mullama.chat.turn.TurnRequest;
import io.mullama.engine.Engine;
import io.mullama.engine.PromptPart;
import io.mullama.model.MullamaException;
import io.mullama.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the prompts of requests, for whichever model. Thread-safe. */
public final class Prompts {
    /** Of an answer whose length nobody bounds, so many tokens must have room beside a prompt that may be truncated. */
    private static final int USUAL_ANSWER = 512;

    private final ChatModels models;

    Prompts(ChatModels models) {
        this.models = models;
    }

    /**
     * A turn, and the tokens of its prompt.
     *
     * @param notes what was not done as the request had it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Prompted(Turn turn, int[] tokens, List<String> notes) {}

    /** The prompt of a conversation. */
    public Generator.PromptSource of(ChatOrder order) {
        return (model, engine) -> {
            Prompted prompted = prompted(order, model, engine);
            Turn turn = prompted.turn();
            return new ReadyPrompt(prompted.tokens(), turn.plan(), turn.syntax(), turn.text(), prompted.notes());
        };
    }

    /** The next turn of a conversation, without the oldest ones where there is no room for all and that may be. */
    public Prompted prompted(ChatOrder order, StoredModel model, Engine engine) {
        ChatModel chat = models.of(model, engine);
        TurnRequest request = TurnRequests.of(order, model.recipe());
        if (!order.begun()) {
            return prompted(order, request, chat::turn, engine);
        }
        List<Message> messages = request.conversation().messages();
        int last = messages.size() - 1;
        TurnRequest before = request.with(request.conversation().withMessages(messages.subList(0, last)));
        return prompted(order, before, asked -> chat.rest(asked, messages.get(last)), engine);
    }

    private static Prompted prompted(
            ChatOrder order, TurnRequest request, Function<TurnRequest, Turn> turns, Engine engine) {
        Prompted whole = prompted(turns.apply(request), engine, List.of());
        int room = engine.contextSize() - answerLength(order.options(), engine);
        return order.truncate() && whole.tokens().length > room ? truncated(turns, request, engine, room) : whole;
    }

    /** A text as it is. */
    public static Generator.PromptSource raw(String text, FormatField format, GenerationOptions options) {
        return (model, engine) -> ReadyPrompt.plain(
                engine.tokenize(List.of(new PromptPart(text, true))),
                TurnRequests.text(format, options, model.recipe()));
    }

    /** What asks for the text between two others. */
    public static Generator.PromptSource fill(
            String prefix, String suffix, FormatField format, GenerationOptions options) {
        return (model, engine) -> ReadyPrompt.plain(
                engine.fillTokens(prefix, suffix)
                        .orElseThrow(() -> MullamaException.invalidField(
                                "suffix",
                                "'suffix' needs tokens for filling in, which the vocabulary of " + model.name()
                                        + " has not")),
                TurnRequests.text(format, options, model.recipe()));
    }

    private static Prompted prompted(Turn turn, Engine engine, List<String> notes) {
        List<PromptPart> parts = turn.prompt().stream()
                .map(part -> new PromptPart(part.text(), !part.input()))
                .toList();
        List<String> all = new ArrayList<>(turn.notes());
        all.addAll(notes);
        return new Prompted(turn, engine.tokenize(parts), all);
    }

    private static int answerLength(GenerationOptions options, Engine engine) {
        int most = options.maxTokens() == null || options.maxTokens() < 0 ? USUAL_ANSWER : options.maxTokens();
        return Math.min(most, engine.contextSize() / 4);
    }

    /** Leaves out as few turns as it can; where even the last has no room it is for the engine to say so. */
    private static Prompted truncated(Function<TurnRequest, Turn> chat, TurnRequest request, Engine engine, int room) {
        OldTurns turns = OldTurns.of(request.conversation().messages());
        int least = 1;
        int most = turns.count();
        Prompted best = without(most, turns, chat, request, engine);
        if (best.tokens().length > room) {
            return best;
        }
        // From the end, so that of a long conversation little more is made into tokens than has room.
        for (int step = 1; least < most; step *= 2) {
            int next = Math.max(least, most - step);
            Prompted prompt = without(next, turns, chat, request, engine);
            if (prompt.tokens().length > room) {
                least = next + 1;
                break;
            }
            best = prompt;
            most = next;
        }
        while (least < most) {
            int middle = (least + most) >>> 1;
            Prompted prompt = without(middle, turns, chat, request, engine);
            if (prompt.tokens().length <= room) {
                best = prompt;
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return best;
    }

    private static Prompted without(
            int count, OldTurns turns, Function<TurnRequest, Turn> chat, TurnRequest request, Engine engine) {
        Conversation all = request.conversation();
        List<Message> rest = turns.without(count);
        int left = all.messages().size() - rest.size();
        List<String> notes = left == 0
                ? List.of()
                : List.of("the oldest " + left + " of " + all.messages().size()
                        + " messages were left out: the context has room for " + engine.contextSize() + " tokens");
        return prompted(chat.apply(request.with(all.withMessages(rest))), engine, notes);
    }
}
