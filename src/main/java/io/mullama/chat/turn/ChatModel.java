package io.mullama.chat.turn;

import io.mullama.chat.ChatTemplate;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.PromptText;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.AnswerFormats;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.grammar.AnswerPlan;
import io.mullama.model.MullamaException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One model's part in conversations: how it is asked, held and read. Thread-safe; made once for a model. */
public final class ChatModel {
    /** A prompt's end is looked at for the beginning of an answer; no template writes a longer one, in characters. */
    private static final int LONGEST_OPENING = 4096;

    private final ModelTraits traits;
    private final ChatTemplate template;
    private final RecentStages recent = new RecentStages();
    private volatile @Nullable AnswerFormats formats;
    private volatile @Nullable List<String> visible;

    private ChatModel(ModelTraits traits, ChatTemplate template) {
        this.traits = traits;
        this.template = template;
    }

    /**
     * A model.
     *
     * @param clock what templates read that write the date
     * @throws MullamaException if it brings a template that is none
     */
    public static ChatModel of(ModelTraits traits, Clock clock) {
        return new ChatModel(traits, ChatTemplate.of(traits.name(), traits.template(), traits.hints(), clock));
    }

    /** How it marks thoughts and calls tools. */
    public AnswerFormats formats() {
        AnswerFormats known = formats;
        if (known == null) {
            known = AnswerFormats.of(
                            template.source(), this::probe, traits.hints().hasToken())
                    .with(traits.traits());
            formats = known;
        }
        return known;
    }

    /** Whether its template shows tools to the model, and it is known how the model calls them. */
    public boolean callsTools() {
        return formats().tools() != null
                && template.traits(traits.tokens()).tools().definitions();
    }

    /**
     * The next turn.
     *
     * @throws MullamaException if the model cannot be asked so, or cannot be held to what is asked for
     */
    public Turn turn(TurnRequest asked) {
        TurnRequest request = asked.with(thinking(asked));
        Conversation conversation = request.conversation();
        List<ToolDefinition> tools =
                conversation.toolChoice() instanceof ToolChoice.None ? List.of() : conversation.tools();
        List<PromptText> prompt = prompt(conversation, tools);
        AnswerSyntax found = formats().syntax(end(prompt), tools);
        HeldAnswer held = new HeldAnswer(request, found, recent);
        AnswerSyntax syntax = TurnStages.endsThoughts(request, held) ? found.strictly() : found;
        TurnStages stages = new TurnStages(request, syntax, held, () -> template.thinksUnasked(traits.tokens()));
        AnswerPlan plan = new AnswerPlan(stages.all(), visible());
        List<String> notes = new ArrayList<>(held.notes());
        if (asked.conversation().thinking().isWanted() && formats().thinking() == null) {
            notes.add("thinking was asked for, and has no effect: " + traits.name() + " marks no thoughts");
        }
        return new Turn(prompt, plan, syntax, request.text(), notes);
    }

    /**
     * The rest of a turn that has begun: the prompt ends with what is said already, and the answer goes on with it.
     *
     * @param asked the conversation before that turn
     * @param begun what the model has said, and thought, so far
     * @throws MullamaException if the model cannot be asked so, or is to be held to what its answer must begin with
     */
    public Turn rest(TurnRequest asked, Message begun) {
        TurnRequest request = asked.with(thinking(asked));
        Conversation conversation = request.conversation();
        List<ToolDefinition> tools =
                conversation.toolChoice() instanceof ToolChoice.None ? List.of() : conversation.tools();
        List<PromptText> prompt = prompt(conversation, tools);
        BegunTurn turn = new BegunTurn(formats().syntax(end(prompt), tools), end(prompt), begun);
        HeldAnswer held = new HeldAnswer(request, turn.syntax(), recent);
        AnswerPlan plan = new AnswerPlan(turn.stages(held), visible());
        return new Turn(turn.prompt(prompt), plan, turn.syntax(), request.text(), held.notes());
    }

    private List<PromptText> prompt(Conversation conversation, List<ToolDefinition> tools) {
        return template.render(
                new Conversation(conversation.messages(), tools, conversation.toolChoice(), conversation.thinking()),
                traits.tokens());
    }

    /** Thoughts that nobody could tell from the answer are not asked for, nor are those of no length. */
    private Thinking thinking(TurnRequest asked) {
        boolean none = asked.thinkingBudget().orElse(1) == 0 || formats().thinking() == null;
        Thinking wish = asked.conversation().thinking();
        return none && wish.isWanted() ? Thinking.OFF : wish;
    }

    /** The control tokens that the formats are made of. */
    private List<String> visible() {
        List<String> known = visible;
        if (known == null) {
            known = formats().controlTexts().stream()
                    .filter(traits.hints().hasToken())
                    .limit(AnswerPlan.MOST_MARKERS)
                    .toList();
            visible = known;
        }
        return known;
    }

    private Optional<String> probe(
            List<Message> messages, List<ToolDefinition> tools, Thinking thinking, boolean generationPrompt) {
        try {
            Conversation conversation = new Conversation(messages, tools, ToolChoice.AUTO, thinking);
            return Optional.of(template.wording(conversation, generationPrompt, traits.tokens()));
        } catch (MullamaException e) {
            return Optional.empty();
        }
    }

    /** What of the prompt's end the template wrote: what people wrote begins no answer. */
    private static String end(List<PromptText> prompt) {
        StringBuilder end = new StringBuilder();
        for (int i = prompt.size() - 1; i >= 0 && end.length() < LONGEST_OPENING; i--) {
            if (prompt.get(i).input()) {
                break;
            }
            end.insert(0, prompt.get(i).text());
        }
        return end.toString();
    }
}
