package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads blocks of content that are text, or can stand as text. Stateless. */
final class TextBlocks {
    /** Agents look for these words to leave out what they name, and to go on. */
    private static final String BAD_IMAGE = "Could not process image: ";

    private static final String BAD_FILE = "The PDF specified was not valid: ";

    private static final String NO_IMAGES = "must be text, not \"image\": the model reads no images; leave it out";

    /** Sources of documents whose text nobody here can take out. */
    private static final Set<String> FILES = Set.of("base64", "url", "file");

    private TextBlocks() {}

    /** The text of a field that is a string or a list of such blocks; null where there is no such field. */
    static @Nullable String read(Fields fields, String name, Notes notes) {
        JsonNode node = fields.node(name);
        if (node == null || node.isTextual()) {
            return node == null ? null : node.textValue();
        }
        requireBlocks(fields, name, node);
        List<String> texts = fields.objects(
                name, block -> of(block, notes).orElseThrow(() -> unknown(block, "text, document or search_result")));
        return texts == null ? null : String.join("\n", texts);
    }

    /** Fails where a field is neither a string nor a list. */
    static void requireBlocks(Fields fields, String name, JsonNode node) {
        if (!node.isArray()) {
            throw fields.invalid(name, "must be a string, or a list of blocks such as {\"type\": \"text\", …}");
        }
    }

    /**
     * A block as text; empty if it is of another kind.
     *
     * @throws MullamaException if it is an image, or a file that only Anthropic's models read
     */
    static Optional<String> of(Fields block, Notes notes) {
        Notes.readMarked(block);
        notes.readCitations(block);
        return switch (block.requiredString("type")) {
            case "text" -> Optional.of(block.requiredString("text"));
            case "search_result" -> Optional.of(searchResult(block, notes));
            case "document" -> Optional.of(document(block, notes));
            case "image" -> throw worded(BAD_IMAGE, block.invalid("type", NO_IMAGES));
            default -> Optional.empty();
        };
    }

    /** Whether a document is a file, and no text. */
    static boolean isFile(Fields document) {
        JsonNode source = document.node("source");
        return source != null && FILES.contains(source.path("type").asText(""));
    }

    static MullamaException unknown(Fields block, String known) {
        return block.invalid("type", "must be " + known + ", not \"" + block.requiredString("type") + "\"");
    }

    private static String searchResult(Fields block, Notes notes) {
        List<String> lines = new ArrayList<>();
        addIfAny(lines, block.string("title"));
        addIfAny(lines, block.string("source"));
        addIfAny(lines, read(block, "content", notes));
        return String.join("\n", lines);
    }

    private static String document(Fields block, Notes notes) {
        Fields source = block.object("source");
        if (source == null) {
            throw block.missing("source");
        }
        List<String> lines = new ArrayList<>();
        addIfAny(lines, block.string("title"));
        addIfAny(lines, block.string("context"));
        addIfAny(lines, content(source, notes));
        return String.join("\n", lines);
    }

    private static @Nullable String content(Fields source, Notes notes) {
        source.string("media_type");
        String type = source.requiredString("type");
        return switch (type) {
            case "text" -> source.requiredString("data");
            case "content" -> read(source, "content", notes);
            default ->
                throw worded(
                        BAD_FILE,
                        source.invalid(
                                "type",
                                "must be text or content, not \"" + type
                                        + "\": the model reads no files; send the text"));
        };
    }

    private static MullamaException worded(String before, MullamaException error) {
        return error.worded(before + error.getMessage());
    }

    private static void addIfAny(List<String> lines, @Nullable String line) {
        if (line != null && !line.isEmpty()) {
            lines.add(line);
        }
    }
}
