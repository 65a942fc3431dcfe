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
    /** A turn of the conversation, and whether its file is to have it. */
    private record Kept(SavedLine.Turn turn, boolean saved) {}

    /** A file, and what it says. */
    private record Written(ChatFile file, ChatSetup setup, List<SavedLine.Turn> turns) {}

    private final ChatStore store;
    private final Consumer<String> notes;
    private final List<Kept> turns = new ArrayList<>();
    private ChatSetup setup;

    /** Null before there is a file. */
    private @Nullable Written written;

    private boolean saving = true;

    ChatRecorder(ChatStore store, ChatSetup setup, Consumer<String> notes) {
        this.store = store;
        this.setup = setup;
        this.notes = notes;
    }

    ChatRecorder(ChatStore store, SavedChat chat, ChatFile file, Consumer<String> notes) {
        this(store, chat.setup(), notes);
        this.written = new Written(file, chat.setup(), chat.turns());
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
        return Optional.ofNullable(written).map(kept -> ChatStore.id(kept.file.path()));
    }

    /** Whether what is said from here on is kept. */
    public boolean saving() {
        return saving;
    }

    /**
     * Has what is said from here on kept, or not. Meanwhile the file stays as it is, whatever is taken back; once it is kept
     * again, the file loses what is gone.
     */
    public void save(boolean whether) {
        saving = whether;
        write();
    }

    /** Has the conversation held otherwise; the file learns of it with the next turn. */
    public void change(ChatSetup to) {
        setup = to;
    }

    /** Adds a question and its answer, and what came between them. */
    public void add(List<ChatMessage> turn) {
        replace(0, List.of(new ChatTurn(turn)));
    }

    /**
     * Takes the conversation as it is now: what is new is added, what is gone is taken back. One that has lost every turn
     * loses its file.
     *
     * @param now all that was said, without the instructions
     */
    public void keep(ChatSetup how, List<ChatTurn> now) {
        change(how);
        int same = 0;
        while (same < Math.min(now.size(), turns.size())
                && turns.get(same).turn.messages().equals(now.get(same).messages())) {
            same++;
        }
        replace(turns.size() - same, now.subList(same, now.size()));
    }

    /** Begins another conversation in the same way; this one stays as it is kept. */
    public void restart() {
        turns.clear();
        written = null;
    }

    /** In one go: an answer that takes another's place is there when that one is gone. */
    private void replace(int count, List<ChatTurn> added) {
        turns.subList(turns.size() - count, turns.size()).clear();
        for (ChatTurn turn : added) {
            turns.add(new Kept(new SavedLine.Turn(turn.messages(), store.now(), turn.typed()), saving));
        }
        write();
    }

    /** Has the file say what it is to say. */
    private void write() {
        if (!saving) {
            return;
        }
        try {
            Written before = written;
            if (before == null) {
                begin();
            } else {
                write(before, saved());
            }
        } catch (IOException e) {
            stop(ChatStore.failure("write", store.folder(), e).getMessage());
        }
    }

    private void write(Written before, List<SavedLine.Turn> now) throws IOException {
        int same = 0;
        while (same < Math.min(before.turns.size(), now.size())
                && before.turns.get(same).equals(now.get(same))) {
            same++;
        }
        List<SavedLine> lines = new ArrayList<>();
        if (same < before.turns.size()) {
            lines.add(new SavedLine.Drop(before.turns.size() - same));
        }
        boolean changed = same < now.size() && !setup.equals(before.setup);
        if (changed) {
            lines.add(new SavedLine.Change(setup));
        }
        lines.addAll(now.subList(same, now.size()));
        if (lines.isEmpty()) {
            return;
        }
        switch (now.isEmpty() ? before.file.delete() : before.file.append(lines)) {
            case WRITTEN ->
                written = now.isEmpty() ? null : new Written(before.file, changed ? setup : before.setup, now);
            case CHANGED -> fork();
            case GONE -> stop("its file has been deleted");
        }
    }

    private void begin() throws IOException {
        List<SavedLine.Turn> now = saved();
        if (!now.isEmpty()) {
            written = new Written(store.create(setup, now), setup, now);
        }
    }

    private void fork() throws IOException {
        written = null;
        begin();
        id().ifPresent(id -> notes.accept("the conversation went on in another terminal; here it is kept as " + id));
    }

    private void stop(String reason) {
        saving = false;
        written = null;
        turns.replaceAll(kept -> new Kept(kept.turn, false));
        notes.accept("the conversation is no longer kept: " + reason);
    }

    private List<SavedLine.Turn> saved() {
        return turns.stream().filter(Kept::saved).map(Kept::turn).toList();
    }
}
