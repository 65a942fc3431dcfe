package io.mullama.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The JSON of objects that differ in one string alone, as those of a stream do: what stands before the string's content
 * and behind it is written once, so that a token costs its own few bytes and no tree. Immutable.
 */
public final class JsonTemplate {
    /** No other string of an answer is just this: names hold no control characters. */
    private static final String MARK = "\0";

    private static final String WRITTEN_MARK = "\"\\u0000\"";

    private final byte[] head;
    private final byte[] tail;

    private JsonTemplate(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    /** The template of the objects that the function makes of a string, which it puts into exactly one field. */
    public static JsonTemplate of(Function<String, JsonBody> body) {
        String json = Json.text(body.apply(MARK).toJson());
        int at = json.indexOf(WRITTEN_MARK);
        if (at < 0) {
            throw new IllegalArgumentException("no field holds the string");
        }
        return new JsonTemplate(
                json.substring(0, at + 1).getBytes(StandardCharsets.UTF_8),
                json.substring(at + WRITTEN_MARK.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    /** The object with that string in it. */
    public byte[] with(String text) {
        byte[] content = escaped(text);
        byte[] json = new byte[head.length + content.length + tail.length];
        System.arraycopy(head, 0, json, 0, head.length);
        System.arraycopy(content, 0, json, head.length, content.length);
        System.arraycopy(tail, 0, json, head.length + content.length, tail.length);
        return json;
    }

    private static byte[] escaped(String text) {
        try {
            return JsonStringEncoder.getInstance().quoteAsUTF8(text);
        } catch (IllegalArgumentException e) {
            // Half of a surrogate pair, cut by a stop text, has no UTF-8; a tree's writer escapes it.
            byte[] quoted = Json.bytes(TextNode.valueOf(text));
            return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
        }
    }
}
