package io.mullama.hub;

import java.util.ArrayList;
import java.util.List;

/** The rules that are in force. Thread-safe; the rules use its lock. */
final class Faults {
    private final List<FaultRule> rules = new ArrayList<>();

    synchronized void add(FaultRule rule) {
        rules.add(rule);
    }

    /** What befalls this answer, and counts as done with that. */
    synchronized List<Fault> take(FakeExchange exchange) {
        return rules.stream()
                .filter(rule -> rule.takes(exchange))
                .map(FaultRule::fault)
                .toList();
    }
}
