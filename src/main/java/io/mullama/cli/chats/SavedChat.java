package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.ChatTranscript;
import io.mullama.api.SavedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as its file has it. Immutable.
 *
 * @param setup how it was held last
 * @param damaged how many lines could not be read
 */
public record SavedChat(SavedLine.Head head, ChatSetup setup, List<SavedLine.Turn> turns, int damaged) {
    public SavedChat {
        turns = List.copyOf(turns);
    }

    /** All that was said, without the instructions. */
    public List<ChatMessage> messages() {
        List<ChatMessage> all = new ArrayList<>();
        turns.forEach(turn -> all.addAll(turn.messages()));
        return all;
    }

    /** The whole of it, to be shown or taken elsewhere. */
    public ChatTranscript transcript() {
        return new ChatTranscript(head.title(), setup, messages());
    }

    /** What a person is to know of the file. */
    public Optional<String> note() {
        return damaged == 0
                ? Optional.empty()
                : Optional.of(damaged + (damaged == 1 ? " line" : " lines") + " of conversation " + head.id()
                        + " cannot be read and " + (damaged == 1 ? "is" : "are") + " left out");
    }

    /** What a file's lines come to. */
    static SavedChat of(SavedLine.Head head, List<String> rest) {
        ChatSetup setup = head.setup();
        List<SavedLine.Turn> turns = new ArrayList<>();
        int damaged = 0;
        for (String text : rest) {
            SavedLine line = SavedLine.read(text).orElse(null);
            if (line instanceof SavedLine.Turn turn) {
                turns.add(turn);
            } else if (line instanceof SavedLine.Drop drop) {
                int kept = Math.max(0, turns.size() - drop.turns());
                turns.subList(kept, turns.size()).clear();
            } else if (line instanceof SavedLine.Change change) {
                setup = change.setup();
            } else {
                damaged++;
            }
        }
        return new SavedChat(head, setup, turns, damaged);
    }
}
