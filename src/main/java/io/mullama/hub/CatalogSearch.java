package io.mullama.hub;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds entries by words. Stateless. */
final class CatalogSearch {
    private static final int WHOLE_NAME = 100;
    private static final int NAME_BEGINS = 50;
    private static final int IN_NAME = 20;
    private static final int TAG = 10;
    private static final int IN_DESCRIPTION = 5;

    private CatalogSearch() {}

    private record Hit(CatalogEntry entry, int score) {}

    /** Those in which every word is, the best first, and among equals in their order. */
    static List<CatalogEntry> search(String text, List<CatalogEntry> entries) {
        List<String> words = Stream.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
        return entries.stream()
                .map(entry -> new Hit(entry, score(words, entry)))
                .filter(hit -> hit.score() >= 0)
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .map(Hit::entry)
                .toList();
    }

    /** Negative where a word is missing. */
    private static int score(List<String> words, CatalogEntry entry) {
        int sum = 0;
        for (String word : words) {
            int score = score(word, entry);
            if (score == 0) {
                return -1;
            }
            sum += score;
        }
        return sum;
    }

    private static int score(String word, CatalogEntry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        if (name.equals(word) || name.startsWith(word + ":")) {
            return WHOLE_NAME;
        }
        if (name.startsWith(word)) {
            return NAME_BEGINS;
        }
        if (name.contains(word)) {
            return IN_NAME;
        }
        if (entry.tags().stream().anyMatch(tag -> tag.toLowerCase(Locale.ROOT).startsWith(word))
                || isAbility(word, entry)) {
            return TAG;
        }
        return entry.description().toLowerCase(Locale.ROOT).contains(word) ? IN_DESCRIPTION : 0;
    }

    private static boolean isAbility(String word, CatalogEntry entry) {
        return switch (word) {
            case "tools" -> entry.hasTools();
            case "thinking" -> entry.hasThinking();
            case "vision" -> entry.hasVision();
            default -> false;
        };
    }
}
