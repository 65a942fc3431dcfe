package io.mullama.cli.repl;

import io.mullama.api.ChatMessage;
import io.mullama.cli.repl.session.ChatRecord;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Surroundings;
import java.util.List;

/**
 * What a conversation is to be. Immutable.
 *
 * @param turns that were said before, question and answer by turns
 * @param record where it is kept as it goes
 */
public record ReplSettings(
        ChatSettings chat,
        List<ChatMessage> turns,
        Preferences preferences,
        Surroundings surroundings,
        ChatRecord record) {
    public ReplSettings {
        turns = List.copyOf(turns);
    }
}
