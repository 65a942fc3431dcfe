package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.SavedLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a conversation in its file while it goes on. Nothing that befalls the file ends the conversation: that is told
 * in a note. Not thread-safe.
 */
public final class ChatRecorder {
    /** A turn of the conversation, and whether its file has it. */
    private record Kept(SavedLine.Turn turn, boolean saved) {}

    private final ChatStore store;
    private final Consumer<String> notes;
    private final List<Kept> turns = new ArrayList<>();
    private ChatSetup setup;

    /** What the file says; null before there is one. */
    private @Nullable ChatSetup written;

    /** Null before there is one. */
    private @Nullable ChatFile file;

    private boolean saving = true;

    ChatRecorder(ChatStore store, ChatSetup setup, Consumer<String> notes) {
        this.store = store;
        this.setup = setup;
        this.notes = notes;
    }

    ChatRecorder(ChatStore store, SavedChat chat, ChatFile file, Consumer<String> notes) {
        this(store, chat.setup(), notes);
        this.file = file;
        this.written = chat.setup();
        chat.turns().forEach(turn -> turns.add(new Kept(turn, true)));
    }

    /** What was said so far, turn by turn. */
    public List<SavedLine.Turn> turns() {
        return turns.stream().map(Kept::turn).toList();
    }

    /** All that was said so far, without the instructions. */
    public List<ChatMessage> messages() {
        List<ChatMessage> all = new ArrayList<>();
        turns.forEach(kept -> all.addAll(kept.turn.messages()));
        return all;
    }

    /** How the conversation is held. */
    public ChatSetup setup() {
        return setup;
    }

    /** The name it is kept by; nothing before a question is answered. */
    public Optional<String> id() {
        return Optional.ofNullable(file).map(kept -> ChatStore.id(kept.path()));
    }

    /** Whether what is said from here on is kept. */
    public boolean saving() {
        return saving;
    }

    /** Has what is said from here on kept, or not; what was kept stays. */
    public void save(boolean whether) {
        saving = whether;
    }

    /** Has the conversation held otherwise; the file learns of it with the next turn. */
    public void change(ChatSetup to) {
        setup = to;
    }

    /** Adds a question and its answer, and what came between them. */
    public void add(List<ChatMessage> messages) {
        SavedLine.Turn turn = new SavedLine.Turn(messages, store.now());
        turns.add(new Kept(turn, saving));
        if (saving) {
            List<SavedLine> lines = new ArrayList<>();
            if (!setup.equals(written)) {
                lines.add(new SavedLine.Change(setup));
            }
            lines.add(turn);
            write(lines);
        }
    }

    /** Takes the last turns back, or as many as there are. */
    public void drop(int count) {
        List<Kept> dropped = turns.subList(Math.max(0, turns.size() - count), turns.size());
        int saved = (int) dropped.stream().filter(Kept::saved).count();
        dropped.clear();
        if (saved > 0) {
            write(List.of(new SavedLine.Drop(saved)));
        }
    }

    /** Begins another conversation in the same way; this one stays as it is kept. */
    public void restart() {
        turns.clear();
        file = null;
        written = null;
    }

    private void write(List<? extends SavedLine> lines) {
        try {
            ChatFile kept = file;
            if (kept == null) {
                begin();
                return;
            }
            ChatFile.Outcome outcome = saved().isEmpty() ? kept.delete() : kept.append(lines);
            switch (outcome) {
                case WRITTEN -> written = setup;
                case CHANGED -> fork();
                case GONE -> stop("its file has been deleted");
            }
            if (saved().isEmpty()) {
                file = null;
            }
        } catch (IOException e) {
            stop(ChatStore.failure("write", store.folder(), e).getMessage());
        }
    }

    private void begin() throws IOException {
        List<SavedLine.Turn> saved = saved();
        if (!saved.isEmpty()) {
            file = store.create(setup, saved);
            written = setup;
        }
    }

    private void fork() throws IOException {
        file = null;
        begin();
        id().ifPresent(id -> notes.accept("the conversation went on in another terminal; here it is kept as " + id));
    }

    private void stop(String reason) {
        saving = false;
        file = null;
        turns.replaceAll(kept -> new Kept(kept.turn, false));
        notes.accept("the conversation is no longer kept: " + reason);
    }

    private List<SavedLine.Turn> saved() {
        return turns.stream().filter(Kept::saved).map(Kept::turn).toList();
    }
}
