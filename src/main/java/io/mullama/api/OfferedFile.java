package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * A model of a repository, in one quantization. Immutable.
 *
 * @param name its file in the repository, the first one of a split model
 * @param pull the name that pulls it
 * @param quantization empty where the name tells none
 * @param sizeBytes of all its files; an estimate in a search
 * @param parts how many files it is split into; 1 as a rule
 * @param memory what it takes of the memory, and whether that is there
 * @param here whether its files are on this machine
 * @param usual whether it is the one that comes where nobody chooses
 */
public record OfferedFile(
        String name,
        String pull,
        String quantization,
        long sizeBytes,
        int parts,
        Memory memory,
        boolean here,
        boolean usual) {

    /**
     * An estimate, with a context as the settings have it.
     *
     * @param fits {@code yes}, {@code tight} or {@code no}; empty where the size is not known
     */
    public record Memory(long neededBytes, String fits) {}

    private ObjectNode toJson() {
        return Json.object()
                .put("name", name)
                .put("pull", pull)
                .put("quantization", quantization)
                .put("size_bytes", sizeBytes)
                .put("parts", parts)
                .put("needed_bytes", memory.neededBytes())
                .put("fits", memory.fits())
                .put("here", here)
                .put("is_default", usual);
    }

    static void addTo(ObjectNode json, List<OfferedFile> files) {
        ArrayNode list = json.putArray("files");
        files.forEach(file -> list.add(file.toJson()));
    }

    static List<OfferedFile> allOf(Fields fields) {
        return Objects.requireNonNullElse(fields.objects("files", OfferedFile::fromJson), List.of());
    }

    private static OfferedFile fromJson(Fields fields) {
        return new OfferedFile(
                text(fields, "name"),
                text(fields, "pull"),
                text(fields, "quantization"),
                number(fields, "size_bytes"),
                (int) number(fields, "parts"),
                new Memory(number(fields, "needed_bytes"), text(fields, "fits")),
                fields.bool("here", false),
                fields.bool("is_default", false));
    }

    private static String text(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.string(name), "");
    }

    private static long number(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.longInteger(name), 0L);
    }
}
