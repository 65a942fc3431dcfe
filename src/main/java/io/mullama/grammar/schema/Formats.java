package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;
import io.mullama.grammar.regex.Regex;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The values of {@code format}. Thread-safe: automata are made once. */
final class Formats {
    private static final String YEAR = "[0-9]{4}";
    private static final String LEAP_YEAR =
            "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    private static final String DATE = "(?:" + YEAR + "-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|" + LEAP_YEAR + "-02-29)";
    private static final String HOUR_AND_MINUTE = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String TIME =
            HOUR_AND_MINUTE + ":[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-]" + HOUR_AND_MINUTE + ")";
    private static final String COUNT = "[0-9]{1,9}";
    private static final String DURATION =
            "P(?:(?:%1$sD|%1$sM(?:%1$sD)?|%1$sY(?:%1$sM(?:%1$sD)?)?)(?:%2$s)?|%2$s|%1$sW)"
                    .formatted(COUNT, "T(?:%1$sS|%1$sM(?:%1$sS)?|%1$sH(?:%1$sM(?:%1$sS)?)?)".formatted(COUNT));
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final String HOSTNAME = LABEL + "(?:\\." + LABEL + ")*";
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String EMAIL = ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = BYTE + "(?:\\." + BYTE + "){3}";
    private static final String URI_CHARACTER = "(?:[A-Za-z0-9._~:@!$&'()*+,;=/?-]|%[0-9A-Fa-f]{2})";
    private static final String URI = "[A-Za-z][A-Za-z0-9+.-]*:" + URI_CHARACTER + "+(?:#" + URI_CHARACTER + "*)?";

    private static final Map<String, String> PATTERNS = Map.of(
            "date", DATE,
            "time", TIME,
            "date-time", DATE + "T" + TIME,
            "duration", DURATION,
            "uuid", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
            "email", EMAIL,
            "hostname", HOSTNAME,
            "ipv4", IPV4,
            "ipv6", ipv6(),
            "uri", URI);

    /** Formats of OpenAPI and of generators for whole numbers: the bits, and whether there is a sign. */
    private static final Map<String, Interval> INTEGERS = Map.of(
            "int8", signed(8),
            "int16", signed(16),
            "int32", signed(32),
            "int64", signed(64),
            "uint8", unsigned(8),
            "uint16", unsigned(16),
            "uint32", unsigned(32),
            "uint64", unsigned(64));

    private static final Set<String> ANY_NUMBER = Set.of("float", "double");

    private static final Map<String, Automaton> AUTOMATA = new ConcurrentHashMap<>();

    private Formats() {}

    static boolean isKnown(String name) {
        return PATTERNS.containsKey(name) || ofNumbers(name).isPresent();
    }

    static Optional<Automaton> ofStrings(String name) {
        String pattern = PATTERNS.get(name);
        return pattern == null
                ? Optional.empty()
                : Optional.of(AUTOMATA.computeIfAbsent(name, absent -> Regex.whole(pattern)));
    }

    static Optional<Interval> ofNumbers(String name) {
        return Optional.ofNullable(ANY_NUMBER.contains(name) ? Interval.ALL : INTEGERS.get(name));
    }

    /** Whether a whole number has that format; every one has a format that is none of numbers. */
    static boolean allowsWhole(String name, BigDecimal number) {
        return ofNumbers(name).map(interval -> interval.contains(number)).orElse(true);
    }

    /** The names of those for strings. */
    static String names() {
        return String.join(", ", new TreeSet<>(PATTERNS.keySet()));
    }

    private static Interval signed(int bits) {
        BigInteger over = BigInteger.TWO.pow(bits - 1);
        return interval(over.negate(), over);
    }

    private static Interval unsigned(int bits) {
        return interval(BigInteger.ZERO, BigInteger.TWO.pow(bits));
    }

    private static Interval interval(BigInteger from, BigInteger before) {
        return new Interval(new BigDecimal(from), false, new BigDecimal(before), true);
    }

    /** RFC 4291: eight groups, one run of zeros as a double colon, the last two perhaps as an IPv4 address. */
    private static String ipv6() {
        String group = "[0-9A-Fa-f]{1,4}";
        String last = "(?:" + group + ":" + group + "|" + IPV4 + ")";
        StringBuilder ways = new StringBuilder("(?:" + group + ":){6}" + last);
        for (int before = 0; before <= 7; before++) {
            String head = before == 0 ? "" : "(?:" + group + ":){" + (before - 1) + "}" + group;
            int after = 7 - before;
            String tail = after == 0 ? "" : "(?:(?:" + group + ":){0," + (after - 1) + "}" + group + ")?";
            ways.append("|").append(head).append("::").append(tail);
            if (after >= 2) {
                ways.append("|").append(head).append("::(?:" + group + ":){0," + (after - 2) + "}" + IPV4);
            }
        }
        return "(?:" + ways + ")";
    }
}
