package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Unicode's general categories, by their short names and the usual long ones. Thread-safe. */
final class CharacterCategories {
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "Letter", "L",
            "Uppercase_Letter", "Lu",
            "Lowercase_Letter", "Ll",
            "Mark", "M",
            "Number", "N",
            "Decimal_Number", "Nd",
            "Punctuation", "P",
            "Symbol", "S",
            "Separator", "Z");

    /** Each two-letter name followed by the number that Java gives it. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("Lu", (int) Character.UPPERCASE_LETTER),
            Map.entry("Ll", (int) Character.LOWERCASE_LETTER),
            Map.entry("Lt", (int) Character.TITLECASE_LETTER),
            Map.entry("Lm", (int) Character.MODIFIER_LETTER),
            Map.entry("Lo", (int) Character.OTHER_LETTER),
            Map.entry("Mn", (int) Character.NON_SPACING_MARK),
            Map.entry("Mc", (int) Character.COMBINING_SPACING_MARK),
            Map.entry("Me", (int) Character.ENCLOSING_MARK),
            Map.entry("Nd", (int) Character.DECIMAL_DIGIT_NUMBER),
            Map.entry("Nl", (int) Character.LETTER_NUMBER),
            Map.entry("No", (int) Character.OTHER_NUMBER),
            Map.entry("Pc", (int) Character.CONNECTOR_PUNCTUATION),
            Map.entry("Pd", (int) Character.DASH_PUNCTUATION),
            Map.entry("Ps", (int) Character.START_PUNCTUATION),
            Map.entry("Pe", (int) Character.END_PUNCTUATION),
            Map.entry("Pi", (int) Character.INITIAL_QUOTE_PUNCTUATION),
            Map.entry("Pf", (int) Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Po", (int) Character.OTHER_PUNCTUATION),
            Map.entry("Sm", (int) Character.MATH_SYMBOL),
            Map.entry("Sc", (int) Character.CURRENCY_SYMBOL),
            Map.entry("Sk", (int) Character.MODIFIER_SYMBOL),
            Map.entry("So", (int) Character.OTHER_SYMBOL),
            Map.entry("Zs", (int) Character.SPACE_SEPARATOR),
            Map.entry("Zl", (int) Character.LINE_SEPARATOR),
            Map.entry("Zp", (int) Character.PARAGRAPH_SEPARATOR));

    private static final Map<String, CharacterSet> KNOWN = new ConcurrentHashMap<>();

    private CharacterCategories() {}

    /** A category or, by one letter, a group of them. */
    static Optional<CharacterSet> of(String name) {
        String asked = SHORT_NAMES.getOrDefault(name, name);
        int types = types(asked);
        return types == 0 ? Optional.empty() : Optional.of(KNOWN.computeIfAbsent(asked, absent -> scan(types)));
    }

    /** As bits; none for a name that is not known. */
    private static int types(String name) {
        if (name.isEmpty() || name.length() > 2) {
            return 0;
        }
        return TYPES.entrySet().stream()
                .filter(type -> type.getKey().startsWith(name))
                .mapToInt(type -> 1 << type.getValue())
                .reduce(0, (one, other) -> one | other);
    }

    private static CharacterSet scan(int types) {
        List<CharacterSet.Range> ranges = new ArrayList<>();
        int first = -1;
        for (int character = 0; character <= Character.MAX_CODE_POINT + 1; character++) {
            boolean in = character <= Character.MAX_CODE_POINT && (types >> Character.getType(character) & 1) == 1;
            if (in && first < 0) {
                first = character;
            } else if (!in && first >= 0) {
                ranges.add(new CharacterSet.Range(first, character - 1));
                first = -1;
            }
        }
        return CharacterSet.of(ranges);
    }
}
