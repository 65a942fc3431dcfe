package io.mullama.cli.chats;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The names that conversations go by: the day they began, and letters for the second of that day. They sort by time, and
 * either part's beginning is enough to type. Stateless.
 */
final class ChatId {
    /** Without vowels there are no words, and without l nothing that looks like a one. */
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

    private static final int LENGTH = 4;

    private ChatId() {}

    /** {@code 20260103-bcdf}; {@code attempt} counts up while there is one of that name. */
    static String at(Instant time, ZoneId zone, int attempt) {
        ZonedDateTime when = time.atZone(zone);
        int rest = when.toLocalTime().toSecondOfDay() + attempt;
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.insert(0, LETTERS.charAt(rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return DateTimeFormatter.BASIC_ISO_DATE.format(when.toLocalDate()) + "-" + letters;
    }

    /** Whether a file may be named so: whoever puts other names there does not get them into a terminal. */
    static boolean isOne(String text) {
        return !text.isEmpty() && text.chars().allMatch(ChatId::isAllowed);
    }

    /** Whether somebody who types that may mean this one. */
    static boolean begins(String id, String typed) {
        int letters = id.indexOf('-') + 1;
        return id.startsWith(typed) || id.startsWith(typed, letters);
    }

    private static boolean isAllowed(int character) {
        return character == '-'
                || (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }
}
