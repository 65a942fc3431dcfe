package io.mullama.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text to JSON trees and back. Stateless and thread-safe.
 *
 * <p>Records are mapped to trees by hand rather than by reflection: errors can name the field, and a client starts
 * without reading annotations.
 */
public final class Json {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The fields of a request body; anything but one JSON object is an invalid request. */
    public static Fields fields(byte[] body) {
        try {
            // Strictly: Jackson would take UTF-16, UTF-32 and overlong forms as well.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Fields fields = fields(text);
            HalfCharacters.refuse(text, fields);
            return fields;
        } catch (CharacterCodingException e) {
            throw invalid("is not UTF-8");
        }
    }

    /** The fields of one line of a response. */
    public static Fields fields(String line) {
        String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (text.isBlank()) {
            throw invalid("is empty; send a JSON object");
        }
        try {
            return new Fields(Fields.object("body", JsonTrees.read(text)));
        } catch (StreamConstraintsException e) {
            throw invalid("is nested too deeply, or holds too long a number or name");
        } catch (JsonProcessingException e) {
            throw invalid("is not JSON: " + JsonFault.of(e));
        }
    }

    /** JSON that the program itself holds. */
    public static JsonNode literal(String text) {
        return tree(text).orElseThrow(() -> new IllegalArgumentException("not JSON: " + text));
    }

    /** What a text is as JSON; empty if it is none. */
    static Optional<JsonNode> tree(String text) {
        try {
            JsonNode tree = JsonTrees.read(text);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A tree as Java's own maps, lists, strings, numbers and booleans. */
    static @Nullable Object value(JsonNode node) {
        return JsonTrees.javaValue(node);
    }

    /** Java's own values as a tree. */
    public static JsonNode node(@Nullable Object value) {
        return JsonTrees.of(value);
    }

    static JsonNode string(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    /** A value that a field holds as text. */
    public static JsonNode tree(String field, String text) {
        try {
            return JsonTrees.read(text);
        } catch (JsonProcessingException e) {
            throw MullamaException.invalidField(field, "'" + field + "' is not JSON: " + JsonFault.of(e));
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return JsonTrees.bytes(node);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** A list of objects. */
    public static byte[] array(List<? extends JsonBody> items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> list.add(item.toJson()));
        return bytes(list);
    }

    public static byte[] bytes(JsonBody body) {
        return bytes(body.toJson());
    }

    /** For what is too large for a tree; closing it closes the stream. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return JsonTrees.generator(out);
    }

    /** One line of NDJSON, the newline included. */
    public static byte[] line(JsonBody body) {
        byte[] json = bytes(body);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    public static String text(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }

    /** The tree with indentation, for people. */
    public static String pretty(JsonNode node) {
        try {
            return JsonTrees.pretty(node);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static UncheckedIOException unwritten(IOException e) {
        return new UncheckedIOException("a JSON tree could not be written", e);
    }

    private static MullamaException invalid(String problem) {
        return MullamaException.invalidField("body", "The request body " + problem);
    }
}
