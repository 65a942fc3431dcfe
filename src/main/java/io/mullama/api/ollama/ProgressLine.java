package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/**
 * A line of a pull or a creation: {@code {"status":"pulling manifest"}}. Immutable.
 *
 * @param digest of the file that is brought; empty where there is none
 * @param total bytes of that file
 * @param completed of them that are here
 */
public record ProgressLine(String status, String digest, long total, long completed) implements JsonBody {
    /** The last line, or the only one. */
    public static final ProgressLine SUCCESS = of("success");

    /** A step without bytes to count. */
    public static ProgressLine of(String status) {
        return new ProgressLine(status, "", 0, 0);
    }

    /** A file on its way; {@code digest} has its algorithm before it. */
    public static ProgressLine pulling(String digest, long total, long completed) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return new ProgressLine("pulling " + hex.substring(0, Math.min(12, hex.length())), digest, total, completed);
    }

    /** As Ollama has it, without what is empty or zero. */
    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", status);
        if (!digest.isEmpty()) {
            json.put("digest", digest);
        }
        if (total > 0) {
            json.put("total", total);
        }
        return completed > 0 ? json.put("completed", completed) : json;
    }
}
