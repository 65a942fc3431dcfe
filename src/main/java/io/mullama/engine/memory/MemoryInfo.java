package io.mullama.engine.memory;

import java.util.List;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/**
 * The amounts in {@code /proc/meminfo}, {@code /proc/self/status} and a control group's {@code memory.stat}. Stateless.
 */
final class MemoryInfo {
    private static final long KIB = 1024;

    private MemoryInfo() {}

    /** Bytes, of a line such as {@code MemAvailable:   23891980 kB} or {@code inactive_file 951128064}. */
    static OptionalLong bytes(List<String> lines, String name) {
        for (String line : lines) {
            StringTokenizer words = new StringTokenizer(line, " \t:");
            if (words.countTokens() >= 2 && words.nextToken().equals(name)) {
                OptionalLong amount = number(words.nextToken());
                boolean inKib = words.hasMoreTokens() && words.nextToken().equals("kB");
                return inKib && amount.isPresent() ? OptionalLong.of(Bytes.product(amount.getAsLong(), KIB)) : amount;
            }
        }
        return OptionalLong.empty();
    }

    /** A number that is not negative; empty for {@code max} and for what is none. */
    static OptionalLong number(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
