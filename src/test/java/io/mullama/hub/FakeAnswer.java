package io.mullama.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a host answers, before any fault of its delivery: a part of some content is the body. Immutable.
 *
 * @param from where the body begins in the content
 * @param length of the body in bytes
 */
public record FakeAnswer(int status, Map<String, String> headers, FakeContent content, long from, long length) {
    private static final FakeContent NOTHING = FakeContent.of(new byte[0]);

    public FakeAnswer {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    static FakeAnswer empty(int status) {
        return new FakeAnswer(status, Map.of(), NOTHING, 0, 0);
    }

    static FakeAnswer whole(int status, FakeContent content) {
        return new FakeAnswer(status, Map.of(), content, 0, content.size());
    }

    static FakeAnswer text(int status, String text) {
        return whole(status, FakeContent.of(text.getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type", "text/plain; charset=utf-8");
    }

    static FakeAnswer json(int status, JsonNode json) {
        return whole(status, FakeContent.of(json.toString().getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type", "application/json; charset=utf-8");
    }

    static FakeAnswer redirect(int status, String location) {
        return text(status, "Redirecting to " + location).with("Location", location);
    }

    FakeAnswer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new FakeAnswer(status, more, content, from, length);
    }

    FakeAnswer part(AskedRange range) {
        return new FakeAnswer(206, headers, content, range.from(), range.length())
                .with("Content-Range", "bytes " + range.from() + "-" + range.to() + "/" + content.size());
    }
}
