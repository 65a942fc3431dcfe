package io.mullama.cli.repl;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.ChatResponse;
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
final class Chat {
    private static final String GREETING = "Hello";

    private final ReplSettings settings;
    private final Supplier<DaemonClient> daemon;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final Object guard = new Object();
    private @Nullable AnswerStream<ChatResponse> running;
    private boolean interrupted;

    Chat(ReplSettings settings, Supplier<DaemonClient> daemon) {
        this.settings = settings;
        this.daemon = daemon;
        clear();
    }

    /** Forgets everything but the system's instructions. */
    void clear() {
        messages.clear();
        if (settings.system() != null) {
            messages.add(ChatMessage.system(settings.system()));
        }
    }

    /** Has the model loaded, so that one that is not there is met before anything is typed. */
    void load() {
        // One token is the least that every daemon takes.
        try (AnswerStream<ChatResponse> answer = open(with(GREETING), settings.withMaxTokens(1))) {
            answer.next();
        } finally {
            end();
        }
    }

    /**
     * Asks, and hands over the answer as it comes. What came before an interrupt stays in the chat; a turn that failed
     * does not.
     *
     * @return the figures, or nothing where the answer was interrupted
     */
    Optional<Statistics> ask(String prompt, Consumer<ChatResponse> output) {
        StringBuilder said = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        Optional<Statistics> statistics = Optional.empty();
        try (AnswerStream<ChatResponse> answer = open(with(prompt), settings)) {
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
        remember(prompt, said.toString(), thought.toString());
        return statistics;
    }

    /** Stops the answer that is under way, if one is. */
    void interrupt() {
        synchronized (guard) {
            interrupted = true;
            AnswerStream<ChatResponse> answer = running;
            if (answer != null) {
                answer.close();
            }
        }
    }

    private void remember(String prompt, String answer, String thought) {
        // Chat templates want question and answer by turns, so a question without an answer is left out.
        if (!answer.isEmpty()) {
            messages.add(ChatMessage.user(prompt));
            messages.add(new ChatMessage(
                    "assistant", answer, thought.isEmpty() ? null : thought, List.of(), ChatMessage.AnsweredCall.NONE));
        }
    }

    private List<ChatMessage> with(String prompt) {
        List<ChatMessage> all = new ArrayList<>(messages);
        all.add(ChatMessage.user(prompt));
        return all;
    }

    private AnswerStream<ChatResponse> open(List<ChatMessage> turns, ReplSettings how) {
        synchronized (guard) {
            interrupted = false;
        }
        AnswerStream<ChatResponse> answer =
                daemon.get().chat(new ChatRequest(how.model(), turns, false, true, how.answer(), how.options()));
        synchronized (guard) {
            running = answer;
            if (interrupted) {
                answer.close();
            }
        }
        return answer;
    }

    private void end() {
        synchronized (guard) {
            running = null;
        }
    }
}
