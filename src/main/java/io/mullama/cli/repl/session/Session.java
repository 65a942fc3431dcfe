package io.mullama.cli.repl.session;

import io.mullama.api.ChatResponse;
import io.mullama.api.ChatSetup;
import io.mullama.api.Statistics;
import io.mullama.client.DaemonClient;
import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.AnswerText;
import io.mullama.terminal.Glyphs;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A conversation with everything that belongs to it, as commands find it. Used by one thread. */
public final class Session {
    private final Chat chat;
    private final Screen screen;
    private final Typist typist;
    private final Surroundings surroundings;
    private final Services services;
    private final Attachments attachments;
    private final ContextGauge gauge;
    private Preferences preferences;
    private boolean left;

    /** A message that could not be sent, for a file that it names cannot be; null where there is none. */
    private @Nullable Draft draft;

    /** The two texts that a message is asked with. */
    private record Draft(String typed, String line) {}

    /** What answers: the daemon, asked for anew each time, and who comments on its answers. */
    public record Services(Supplier<DaemonClient> daemon, AnswerNotes notes) {}

    public Session(Chat chat, Screen screen, Typist typist, Surroundings surroundings, Services services) {
        this.chat = chat;
        this.screen = screen;
        this.typist = typist;
        this.surroundings = surroundings;
        this.services = services;
        this.attachments = new Attachments(surroundings);
        this.gauge = new ContextGauge(services.daemon);
        this.preferences = Preferences.STANDARD;
    }

    public Chat chat() {
        return chat;
    }

    public Screen screen() {
        return screen;
    }

    public Typist typist() {
        return typist;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Attachments attachments() {
        return attachments;
    }

    public ContextGauge gauge() {
        return gauge;
    }

    /** Asked for each time: the daemon may have gone and come back. */
    public DaemonClient daemon() {
        return services.daemon.get();
    }

    public Preferences preferences() {
        return preferences;
    }

    public void preferences(Preferences other) {
        boolean changed = other.history() != preferences.history();
        preferences = other;
        if (changed) {
            typist.remembers(other.history());
            chat.keeps(other.history());
        }
    }

    public void settings(ChatSettings other) {
        chat.settings(other);
    }

    /** Takes the person out of the conversation. */
    public void leave() {
        left = true;
    }

    public boolean isLeft() {
        return left;
    }

    /** Has a model loaded and takes it; says so while it takes time. */
    public void load(ChatSettings settings) {
        screen.print(screen.theme().dim("Loading " + settings.model() + " ..."));
        try {
            chat.load(settings);
        } finally {
            screen.eraseLine();
        }
        gauge.reset();
    }

    /** Sends a message, with the files that it names and those that wait, and prints the answer. */
    public void ask(String typed) {
        ask(typed, typed);
    }

    /** The same; files are looked for in {@code line}, which has no long texts from elsewhere. */
    public void ask(String typed, String line) {
        draft = new Draft(typed, line);
        List<AttachedFile> named = attachments.named(line);
        draft = null;
        named.forEach(file -> screen.note(file.summary() + ", goes with this message."));
        Question question = attachments.question(typed, named);
        print(output -> chat.ask(question, output));
        attachments.sent();
    }

    /**
     * Sends the last message again, with the files that it had, or at last.
     *
     * @return whether there is one
     */
    public boolean retry() {
        Draft failed = draft;
        if (failed != null) {
            ask(failed.typed, failed.line);
            return true;
        }
        Optional<Question> question = chat.lastQuestion();
        question.ifPresent(last -> {
            print(output -> chat.retry(last, output));
            attachments.sent();
        });
        return question.isPresent();
    }

    /** The last message, also one that could not be sent. */
    public Optional<String> lastTyped() {
        return draft == null
                ? chat.lastQuestion().map(Question::typed)
                : Optional.of(draft).map(Draft::typed);
    }

    /** Forgets every turn. */
    public void clear() {
        chat.clear();
        attachments.clear();
        draft = null;
        gauge.reset();
    }

    /** Forgets the last turn; the files that had waited for it wait again. */
    public Optional<Question> undo() {
        Draft failed = draft;
        if (failed != null) {
            draft = null;
            return Optional.of(Question.of(failed.typed));
        }
        gauge.reset();
        Optional<Question> question = chat.undo();
        question.ifPresent(attachments::withdrawn);
        return question;
    }

    private void print(Function<Consumer<ChatResponse>, Optional<Statistics>> asking) {
        AnswerText text = new AnswerText(style(), screen.window());
        Optional<Statistics> statistics;
        try {
            statistics = asking.apply(piece -> screen.print(text.of(piece.thinking(), piece.text())));
        } finally {
            screen.print(text.end());
            screen.endLine();
            chat.keepAnswer();
        }
        if (statistics.isPresent()) {
            ChatSetup setup = chat.settings().setup();
            gauge.after(statistics.get(), setup);
            services.notes.after(statistics.get(), setup, preferences.verbose()).forEach(screen::note);
        }
    }

    private AnswerStyle style() {
        return new AnswerStyle(
                screen.theme(),
                Glyphs.of(surroundings.variables()),
                preferences.markdown(),
                preferences.wrap(),
                preferences.hideThinking());
    }
}
