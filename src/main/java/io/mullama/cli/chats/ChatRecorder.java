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
    public void add(List<ChatMessage> turn) {
        replace(0, List.of(turn));
    }

    /** Takes the last turns back, or as many as there are. */
    public void drop(int count) {
        replace(count, List.of());
    }

    /**
     * Takes the conversation as it is now: what is new is added, what is gone is taken back. One that is empty begins
     * again.
     *
     * @param all that was said, without the instructions; a turn begins with each question
     */
    public void keep(ChatSetup how, List<ChatMessage> all) {
        change(how);
        List<List<ChatMessage>> now = turns(all);
        if (now.isEmpty()) {
            restart();
            return;
        }
        int same = 0;
        while (same < Math.min(now.size(), turns.size())
                && turns.get(same).turn.messages().equals(now.get(same))) {
            same++;
        }
        replace(turns.size() - same, now.subList(same, now.size()));
    }

    /** Begins another conversation in the same way; this one stays as it is kept. */
    public void restart() {
        turns.clear();
        file = null;
        written = null;
    }

    private static List<List<ChatMessage>> turns(List<ChatMessage> all) {
        List<List<ChatMessage>> turns = new ArrayList<>();
        for (ChatMessage message : all) {
            if (turns.isEmpty() || message.role().equals("user")) {
                turns.add(new ArrayList<>());
            }
            turns.get(turns.size() - 1).add(message);
        }
        return turns;
    }

    /** In one go: an answer that takes another's place is there when that one is gone. */
    private void replace(int count, List<List<ChatMessage>> added) {
        List<Kept> dropped = turns.subList(Math.max(0, turns.size() - count), turns.size());
        int saved = (int) dropped.stream().filter(Kept::saved).count();
        dropped.clear();
        List<SavedLine> lines = new ArrayList<>();
        if (saved > 0) {
            lines.add(new SavedLine.Drop(saved));
        }
        if (saving && !added.isEmpty() && !setup.equals(written)) {
            lines.add(new SavedLine.Change(setup));
        }
        for (List<ChatMessage> messages : added) {
            SavedLine.Turn turn = new SavedLine.Turn(messages, store.now());
            turns.add(new Kept(turn, saving));
            if (saving) {
                lines.add(turn);
            }
        }
        if (!lines.isEmpty()) {
            write(lines);
        }
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
