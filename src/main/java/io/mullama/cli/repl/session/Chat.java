package io.mullama.cli.repl.session;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.ChatResponse;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Statistics;
import io.mullama.client.AnswerStream;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a conversation, and the one that is under way. Used by one thread; {@link #interrupt} may be called from
 * any.
 */
public final class Chat {
    private static final String GREETING = "Hello";

    private final Supplier<DaemonClient> daemon;
    private final ChatRecord record;
    private final List<Exchange> exchanges;
    private ChatSettings settings;
    private @Nullable Question unanswered;
    private volatile @Nullable AskedAnswer running;

    /** Whether an answer has come that is not kept yet. */
    private boolean answered;

    /** A conversation that goes on after some turns; {@code daemon} is asked for each request. */
    public Chat(ChatSettings settings, List<Exchange> exchanges, Supplier<DaemonClient> daemon, ChatRecord record) {
        this.settings = settings;
        this.exchanges = new ArrayList<>(exchanges);
        this.daemon = daemon;
        this.record = record;
    }

    public ChatSettings settings() {
        return settings;
    }

    /** Takes other settings for the turns that come. */
    public void settings(ChatSettings other) {
        settings = other;
    }

    /** Whether the turns that come are to be kept where the conversation is. */
    public void keeps(boolean whether) {
        record.keeps(whether);
    }

    /** Question and answer by turns, without the system's instructions. */
    public List<ChatMessage> turns() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.messages().stream())
                .toList();
    }

    /** The answer that came last. */
    public Optional<String> lastAnswer() {
        return exchanges.isEmpty()
                ? Optional.empty()
                : Optional.of(exchanges.get(exchanges.size() - 1).answer().content());
    }

    /** The message that was answered first. */
    public Optional<Question> firstQuestion() {
        return exchanges.stream().findFirst().map(Exchange::question);
    }

    /** The message that was sent last, with an answer or without. */
    public Optional<Question> lastQuestion() {
        if (unanswered != null || exchanges.isEmpty()) {
            return Optional.ofNullable(unanswered);
        }
        return Optional.of(exchanges.get(exchanges.size() - 1).question());
    }

    /** Forgets everything but the settings. */
    public void clear() {
        exchanges.clear();
        unanswered = null;
        record.restarts();
    }

    /** Forgets the message that was sent last, with its answer if there is one. */
    public Optional<Question> undo() {
        Optional<Question> question = lastQuestion();
        if (unanswered != null) {
            unanswered = null;
        } else if (!exchanges.isEmpty()) {
            exchanges.remove(exchanges.size() - 1);
            changed();
        }
        return question;
    }

    /** Has the model of other settings loaded, so that one that is not there is met at once, and takes them. */
    public void load(ChatSettings other) {
        // Asked as the turns will be, rather than loaded alone: a model that cannot chat, or refuses these options, is
        // met
        // now as well. One token is the least that a request can generate.
        ChatSetup setup = other.setup();
        GenerationOptions shortest = setup.options().withMaxTokens(1);
        try (AnswerStream<ChatResponse> answer = open(setup, shortest, List.of(ChatMessage.user(GREETING)))) {
            answer.next();
        } finally {
            end();
        }
        settings = other;
    }

    /**
     * Asks, and hands over the answer as it comes. What came before an interrupt stays in the chat; a turn that failed
     * does not.
     *
     * @return the figures, or nothing where the answer was interrupted
     */
    public Optional<Statistics> ask(Question question, Consumer<ChatResponse> output) {
        unanswered = question;
        StringBuilder said = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        Optional<Statistics> statistics = Optional.empty();
        ChatSetup setup = settings.setup();
        try (AnswerStream<ChatResponse> answer = open(setup, setup.options(), with(question))) {
            for (ChatResponse piece = answer.next(); piece != null; piece = answer.next()) {
                said.append(piece.text());
                thought.append(piece.thinking());
                output.accept(piece);
                statistics = Optional.ofNullable(piece.statistics());
            }
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.INTERRUPTED) {
                throw e;
            }
        } finally {
            end();
        }
        remember(question, said.toString(), thought.toString());
        return statistics;
    }

    /** Asks the message that was sent last again; its answer goes when another has come. */
    public Optional<Statistics> retry(Question question, Consumer<ChatResponse> output) {
        Optional<Exchange> replaced = unanswered == null && !exchanges.isEmpty()
                ? Optional.of(exchanges.remove(exchanges.size() - 1))
                : Optional.empty();
        int before = exchanges.size();
        try {
            return ask(question, output);
        } finally {
            if (exchanges.size() == before && replaced.isPresent()) {
                exchanges.add(replaced.get());
                unanswered = null;
            }
        }
    }

    /** Stops the answer that is under way, if one is. */
    public void interrupt() {
        AskedAnswer answer = running;
        if (answer != null) {
            answer.close();
        }
    }

    private void remember(Question question, String answer, String thought) {
        // Chat templates want question and answer by turns, so a question without an answer is left out.
        if (!answer.isEmpty()) {
            ChatMessage message = new ChatMessage(
                    "assistant", answer, thought.isEmpty() ? null : thought, List.of(), ChatMessage.AnsweredCall.NONE);
            exchanges.add(new Exchange(question, message));
            unanswered = null;
            answered = true;
        }
    }

    private List<ChatMessage> with(Question question) {
        List<ChatMessage> all = new ArrayList<>(turns());
        all.add(ChatMessage.user(question.text()));
        return all;
    }

    /** Has the answer that came kept where the conversation is: what there is to say of that belongs below the answer. */
    void keepAnswer() {
        if (answered) {
            changed();
        }
    }

    private void changed() {
        answered = false;
        record.turns(settings.setup(), List.copyOf(exchanges));
    }

    private AnswerStream<ChatResponse> open(ChatSetup how, GenerationOptions options, List<ChatMessage> turns) {
        List<ChatMessage> messages = new ArrayList<>();
        if (how.system() != null) {
            messages.add(ChatMessage.system(how.system()));
        }
        messages.addAll(turns);
        ChatRequest request = new ChatRequest(how.model(), messages, false, true, how.answer(), options);
        AskedAnswer asked = new AskedAnswer(() -> daemon.get().chat(request.withContextSize(how.contextSize())));
        running = asked;
        return asked.begun();
    }

    private void end() {
        running = null;
    }
}
