package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A whole benchmark: what was measured, and what came of it. Immutable. */
public record BenchReport(BenchSetup setup, List<BenchResult> results) implements JsonBody {

    public BenchReport {
        results = List.copyOf(results);
    }

    /** The fields of the setup, and the results in {@code tests}. */
    @Override
    public ObjectNode toJson() {
        ObjectNode json = setup.toJson();
        json.remove("done");
        ArrayNode tests = json.putArray("tests");
        for (BenchResult result : results) {
            ObjectNode test = result.toJson();
            test.remove("done");
            tests.add(test);
        }
        return json;
    }
}
