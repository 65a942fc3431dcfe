package io.mullama.cli.repl;

import io.mullama.cli.repl.session.ChatRecord;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Exchange;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Surroundings;
import java.util.List;

/**
 * What a conversation is to be. Immutable.
 *
 * @param exchanges what was said before
 * @param record where it is kept as it goes
 */
public record ReplSettings(
        ChatSettings chat,
        List<Exchange> exchanges,
        Preferences preferences,
        Surroundings surroundings,
        ChatRecord record) {
    public ReplSettings {
        exchanges = List.copyOf(exchanges);
    }
}
