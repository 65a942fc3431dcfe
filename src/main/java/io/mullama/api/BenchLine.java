package io.mullama.api;

/** A line of {@code POST /api/bench}: a result for each test, and what was measured at the end. Immutable. */
public sealed interface BenchLine extends StreamLine permits BenchResult, BenchSetup {

    static BenchLine fromJson(Fields fields) {
        return fields.bool("done", false) ? BenchSetup.fromJson(fields) : BenchResult.fromJson(fields);
    }
}
