package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * What {@code mullama ping} has measured. Immutable.
 *
 * @param address where the daemon answered
 * @param times from before the connection until the end of the answer
 */
public record PingReport(String address, List<Duration> times) implements JsonBody {
    private static final double NANOS_PER_MS = 1e6;

    public PingReport {
        times = List.copyOf(times);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("address", address);
        ArrayNode list = json.putArray("times_ms");
        times.forEach(time -> list.add(Math.round(time.toNanos() / NANOS_PER_MS * 1000) / 1000.0));
        return json;
    }
}
